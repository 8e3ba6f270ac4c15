// AssemblyScript, compiled by `npm run kernels`. Same operations in the same order as ../likelihood-block.ts: the results are equal bit by bit.

const LANES: usize = 16;

/** e^x of both lanes for x ≤ 0: see ../exponential.ts. */
function exponential(x: v128): v128 {
	const shift = f64x2.splat(6755399441055744.0);
	const shifted = f64x2.add(
		f64x2.mul(x, f64x2.splat(1.4426950408889634)),
		shift,
	);
	const k = f64x2.sub(shifted, shift);
	const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)));
	const r = f64x2.sub(high, f64x2.mul(k, f64x2.splat(1.9082149292705877e-10)));
	let p = f64x2.splat(1.0 / 6227020800.0);
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 479001600.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 39916800.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 3628800.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 362880.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 40320.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 5040.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 720.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 120.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 24.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0 / 6.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(0.5));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0));
	p = f64x2.add(f64x2.mul(p, r), f64x2.splat(1.0));
	// The low bits of the shifted number are k; 2^k has k + 1023 as its exponent.
	const power = i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
	return v128.and(f64x2.mul(p, power), f64x2.ge(x, f64x2.splat(-708.0)));
}

/** ln(1 + e) of both lanes for e from 0 to 1: see ../exponential.ts. */
function logOnePlus(e: v128): v128 {
	const one = f64x2.splat(1.0);
	const isUpper = f64x2.gt(e, f64x2.splat(0.41421356237309503));
	const f = v128.bitselect(
		f64x2.mul(f64x2.sub(e, one), f64x2.splat(0.5)),
		e,
		isUpper,
	);
	const s = f64x2.div(f, f64x2.add(f64x2.splat(2.0), f));
	const t = f64x2.mul(s, s);
	let r = f64x2.splat(0.14798198605116586);
	r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.15313837699209373));
	r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.1818357216161805));
	r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.22222198432149784));
	r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.2857142874366239));
	r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.3999999999940942));
	r = f64x2.add(f64x2.mul(r, t), f64x2.splat(0.6666666666666735));
	r = f64x2.mul(r, t);
	const half = f64x2.mul(f64x2.mul(f, f), f64x2.splat(0.5));
	const low = v128.and(f64x2.splat(1.9082149292705877e-10), isUpper);
	const high = v128.and(f64x2.splat(0.6931471803691238), isUpper);
	const rest = f64x2.add(f64x2.mul(s, f64x2.add(half, r)), low);
	return f64x2.sub(high, f64x2.sub(f64x2.sub(half, rest), f));
}

/** eta += Σ γ_j · z_j, in the order of the columns. */
function addPredictor(
	z: usize,
	stride: usize,
	gamma: usize,
	nColumns: usize,
	eta: usize,
	bytes: usize,
): void {
	let j: usize = 0;
	for (; j + 4 <= nColumns; j += 4) {
		const a = z + j * stride;
		const b = a + stride;
		const c = b + stride;
		const d = c + stride;
		const ga = v128.load64_splat(gamma + (j << 3));
		const gb = v128.load64_splat(gamma + (j << 3), 8);
		const gc = v128.load64_splat(gamma + (j << 3), 16);
		const gd = v128.load64_splat(gamma + (j << 3), 24);
		for (let i: usize = 0; i < bytes; i += LANES) {
			let sum = v128.load(eta + i);
			sum = f64x2.add(sum, f64x2.mul(ga, v128.load(a + i)));
			sum = f64x2.add(sum, f64x2.mul(gb, v128.load(b + i)));
			sum = f64x2.add(sum, f64x2.mul(gc, v128.load(c + i)));
			sum = f64x2.add(sum, f64x2.mul(gd, v128.load(d + i)));
			v128.store(eta + i, sum);
		}
	}
	for (; j < nColumns; j++) {
		const a = z + j * stride;
		const ga = v128.load64_splat(gamma + (j << 3));
		for (let i: usize = 0; i < bytes; i += LANES)
			v128.store(
				eta + i,
				f64x2.add(v128.load(eta + i), f64x2.mul(ga, v128.load(a + i))),
			);
	}
}

/** Residuals, and roots of the curvature in place of eta; returns the loss. */
function evaluateRows(
	events: usize,
	nonEvents: usize,
	eta: usize,
	residual: usize,
	bytes: usize,
): f64 {
	const one = f64x2.splat(1.0);
	const zero = f64x2.splat(0.0);
	let loss = zero;
	for (let i: usize = 0; i < bytes; i += LANES) {
		const yes = v128.load(events + i);
		const no = v128.load(nonEvents + i);
		const x = v128.load(eta + i);
		const e = exponential(f64x2.neg(f64x2.abs(x)));
		const larger = f64x2.div(one, f64x2.add(one, e));
		const smaller = f64x2.mul(e, larger);
		const isPositive = f64x2.gt(x, zero);
		const probability = v128.bitselect(larger, smaller, isPositive);
		const complement = v128.bitselect(smaller, larger, isPositive);
		const total = f64x2.add(yes, no);
		const linear = v128.bitselect(
			f64x2.mul(no, x),
			f64x2.neg(f64x2.mul(yes, x)),
			isPositive,
		);
		loss = f64x2.add(loss, f64x2.add(f64x2.mul(total, logOnePlus(e)), linear));
		v128.store(
			residual + i,
			f64x2.sub(f64x2.mul(yes, complement), f64x2.mul(no, probability)),
		);
		v128.store(
			eta + i,
			f64x2.sqrt(f64x2.mul(f64x2.mul(total, smaller), larger)),
		);
	}
	return f64x2.extract_lane(loss, 0) + f64x2.extract_lane(loss, 1);
}

/** gradient_j += Σ z_ij · residual_i; nColumns is a multiple of 4. */
function addGradient(
	z: usize,
	stride: usize,
	nColumns: usize,
	residual: usize,
	gradient: usize,
	bytes: usize,
): void {
	for (let j: usize = 0; j < nColumns; j += 4) {
		const a = z + j * stride;
		const b = a + stride;
		const c = b + stride;
		const d = c + stride;
		let sa = f64x2.splat(0.0);
		let sb = sa;
		let sc = sa;
		let sd = sa;
		for (let i: usize = 0; i < bytes; i += LANES) {
			const r = v128.load(residual + i);
			sa = f64x2.add(sa, f64x2.mul(v128.load(a + i), r));
			sb = f64x2.add(sb, f64x2.mul(v128.load(b + i), r));
			sc = f64x2.add(sc, f64x2.mul(v128.load(c + i), r));
			sd = f64x2.add(sd, f64x2.mul(v128.load(d + i), r));
		}
		const g = gradient + (j << 3);
		addLanes(g, sa);
		addLanes(g + 8, sb);
		addLanes(g + 16, sc);
		addLanes(g + 24, sd);
	}
}

function addLanes(target: usize, sum: v128): void {
	store<f64>(
		target,
		load<f64>(target) +
			(f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)),
	);
}

/** z_ij · root_i in place. */
function scaleColumns(
	z: usize,
	stride: usize,
	nColumns: usize,
	root: usize,
	bytes: usize,
): void {
	for (let j: usize = 0; j < nColumns; j++) {
		const a = z + j * stride;
		for (let i: usize = 0; i < bytes; i += LANES)
			v128.store(a + i, f64x2.mul(v128.load(a + i), v128.load(root + i)));
	}
}

/** Two rows by four columns of the products. */
function addTile(
	left: usize,
	right: usize,
	stride: usize,
	target: usize,
	width: usize,
	bytes: usize,
): void {
	const left1 = left + stride;
	const right1 = right + stride;
	const right2 = right1 + stride;
	const right3 = right2 + stride;
	let s00 = f64x2.splat(0.0);
	let s01 = s00;
	let s02 = s00;
	let s03 = s00;
	let s10 = s00;
	let s11 = s00;
	let s12 = s00;
	let s13 = s00;
	for (let i: usize = 0; i < bytes; i += LANES) {
		const u0 = v128.load(left + i);
		const u1 = v128.load(left1 + i);
		let v = v128.load(right + i);
		s00 = f64x2.add(s00, f64x2.mul(u0, v));
		s10 = f64x2.add(s10, f64x2.mul(u1, v));
		v = v128.load(right1 + i);
		s01 = f64x2.add(s01, f64x2.mul(u0, v));
		s11 = f64x2.add(s11, f64x2.mul(u1, v));
		v = v128.load(right2 + i);
		s02 = f64x2.add(s02, f64x2.mul(u0, v));
		s12 = f64x2.add(s12, f64x2.mul(u1, v));
		v = v128.load(right3 + i);
		s03 = f64x2.add(s03, f64x2.mul(u0, v));
		s13 = f64x2.add(s13, f64x2.mul(u1, v));
	}
	const next = target + width;
	addLanes(target, s00);
	addLanes(target + 8, s01);
	addLanes(target + 16, s02);
	addLanes(target + 24, s03);
	addLanes(next, s10);
	addLanes(next + 8, s11);
	addLanes(next + 16, s12);
	addLanes(next + 24, s13);
}

/** matrix_ab += Σ z_ia · z_ib, at least for b ≤ a; nColumns is a multiple of 4. */
function addProducts(
	z: usize,
	stride: usize,
	nColumns: usize,
	matrix: usize,
	bytes: usize,
): void {
	const width = nColumns << 3;
	for (let a: usize = 0; a < nColumns; a += 2) {
		for (let b: usize = 0; b <= a; b += 4)
			addTile(
				z + a * stride,
				z + b * stride,
				stride,
				matrix + a * width + (b << 3),
				width,
				bytes,
			);
	}
}

/**
 * One block of rows: adds to gradient and (unless its address is 0) to the matrix of the information, returns the loss.
 * z is spoilt when the matrix is asked for; eta holds the offsets before. All addresses are multiples of 16.
 */
export function evaluateBlock(
	z: usize,
	stride: usize,
	nColumns: usize,
	nRows: usize,
	gamma: usize,
	events: usize,
	nonEvents: usize,
	eta: usize,
	residual: usize,
	gradient: usize,
	matrix: usize,
): f64 {
	const bytes = nRows << 3;
	addPredictor(z, stride, gamma, nColumns, eta, bytes);
	const loss = evaluateRows(events, nonEvents, eta, residual, bytes);
	addGradient(z, stride, nColumns, residual, gradient, bytes);
	if (matrix !== 0) {
		scaleColumns(z, stride, nColumns, eta, bytes);
		addProducts(z, stride, nColumns, matrix, bytes);
	}
	return loss;
}

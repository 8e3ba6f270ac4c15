import { instantiateKernel } from './instantiate-kernel.ts'
import { LIKELIHOOD_BLOCK } from './likelihood-block.wasm.ts'
import { addLikelihood } from './likelihood-sums.ts'

/** Rows taken in at a time: long enough runs of each column for the memory to keep up. */
const MOST_ROWS = 1024
/** Rows worked on at a time, even: 30 columns of them stay in the nearest cache, where columns must not stand a multiple of a power of 2 apart. */
const STEP_ROWS = 128
/** Fewer numbers than this are not worth a WebAssembly instance. */
const WORTH_A_KERNEL = 1 << 12
/** Larger blocks (more than ten thousand columns) stay out of WebAssembly, whose memory ends at 4 GiB. */
const MOST_BYTES = 2 ** 31

/**
 * A block of rows of a logistic regression with room for its sums: filled by the caller, then evaluated. Parameters are the intercept,
 * then one per column.
 */
export interface LikelihoodBlock {
  /** Rows it takes, even. */
  readonly capacity: number
  /** Numbers from one column to the next. */
  readonly stride: number
  /** Number of parameters, padded to a multiple of 4; the columns added are 0. */
  readonly width: number
  /** Columns, the first one the constant 1; spoilt by each evaluation. */
  readonly columns: Float64Array
  readonly events: Float64Array
  readonly nonEvents: Float64Array
  /** Offsets; spoilt by each evaluation. */
  readonly eta: Float64Array
  /** What the columns are standardized by, z = (x − mean) · factor: 0 and 1 for the constant, 0 and 0 for columns added. */
  readonly means: Float64Array
  readonly factors: Float64Array
  readonly parameters: Float64Array
  /** Σ over the blocks since it was cleared, shape (width,). */
  readonly gradient: Float64Array
  /** Σ over the blocks since it was cleared, row-major, shape (width, width), at least the lower triangle. */
  readonly information: Float64Array
  /**
   * Adds gradient and information of the block.
   *
   * @param nRows - even; a last row that is not there has no events and no non-events
   * @returns minus the log-likelihood of the block
   */
  readonly evaluate: (nRows: number, wantsInformation: boolean) => number
}

/**
 * An empty block for a logistic regression: evaluated by the WebAssembly kernel, or for small problems, and where there is no memory
 * for it, in plain TypeScript. Both give the same results, bit by bit.
 *
 * @param nParameters - intercept and columns
 * @param nRows - rows in all
 */
export function createLikelihoodBlock(nParameters: number, nRows: number): LikelihoodBlock {
  const isSmall = nRows * nParameters < WORTH_A_KERNEL
  return (isSmall ? null : kernelBlock(nParameters)) ?? plainBlock(nParameters, nRows)
}

/**
 * A block evaluated by the WebAssembly kernel. Its memory holds one block and is its own.
 *
 * @param nParameters - intercept and columns
 * @returns null where the block is too large, or WebAssembly or memory is not to be had
 */
export function kernelBlock(nParameters: number): LikelihoodBlock | null {
  const layout = layoutOf(nParameters, MOST_ROWS)
  const kernel = layout.bytes > MOST_BYTES ? null : instantiateKernel(LIKELIHOOD_BLOCK, layout.bytes)
  if (kernel === null) return null
  const { at, width } = layout
  const add = kernel.exports.addLikelihood!
  return blockIn(kernel.buffer, layout, (from, n, wantsInformation) => {
    const skip = from * 8
    const rows = [at.events + skip, at.nonEvents + skip, at.eta + skip, at.residual] as const
    const columns = [at.columns + skip, width, n, at.means, at.factors, at.parameters] as const
    return add(...columns, ...rows, at.gradient, wantsInformation ? at.information : 0)
  })
}

/**
 * A block evaluated in plain TypeScript.
 *
 * @param nParameters - intercept and columns
 * @param nRows - rows in all
 */
export function plainBlock(nParameters: number, nRows: number): LikelihoodBlock {
  const layout = layoutOf(nParameters, nRows)
  const buffer = new ArrayBuffer(layout.bytes)
  const residual = new Float64Array(buffer, layout.at.residual, STEP_ROWS)
  const block = blockIn(buffer, layout, (from, n, wantsInformation) =>
    addLikelihood(block, residual, from, n, wantsInformation),
  )
  return block
}

type Part =
  | 'columns'
  | 'events'
  | 'nonEvents'
  | 'eta'
  | 'residual'
  | 'means'
  | 'factors'
  | 'parameters'
  | 'gradient'
  | 'information'

interface Layout {
  readonly capacity: number
  readonly stride: number
  readonly width: number
  readonly bytes: number
  readonly at: Readonly<Record<Part, number>>
  readonly lengths: Readonly<Record<Part, number>>
}

/** Where the parts lie, on multiples of 16 bytes; not at 0, which stands for none. */
function layoutOf(nParameters: number, nRows: number): Layout {
  const capacity = Math.min(MOST_ROWS, nRows + (nRows % 2))
  // The kernel knows the stride of a full block.
  const stride = capacity + (capacity === MOST_ROWS ? STEP_ROWS : 0)
  const width = Math.ceil(nParameters / 4) * 4
  const lengths: Record<Part, number> = {
    columns: width * stride,
    events: capacity,
    nonEvents: capacity,
    eta: capacity,
    residual: STEP_ROWS,
    means: width,
    factors: width,
    parameters: width,
    gradient: width,
    information: width * width,
  }
  const at: Record<Part, number> = { ...lengths }
  let bytes = 64
  for (const part of Object.keys(lengths) as Part[]) {
    at[part] = bytes
    bytes += lengths[part] * 8
  }
  return { capacity, stride, width, bytes, at, lengths }
}

function blockIn(
  buffer: ArrayBuffer,
  { capacity, stride, width, at, lengths }: Layout,
  addStep: (from: number, n: number, wantsInformation: boolean) => number,
): LikelihoodBlock {
  const view = (part: Part): Float64Array => new Float64Array(buffer, at[part], lengths[part])
  const evaluate = (nRows: number, wantsInformation: boolean): number => {
    let loss = 0
    for (let from = 0; from < nRows; from += STEP_ROWS)
      loss += addStep(from, Math.min(STEP_ROWS, nRows - from), wantsInformation)
    return loss
  }
  return {
    capacity,
    stride,
    width,
    columns: view('columns'),
    events: view('events'),
    nonEvents: view('nonEvents'),
    eta: view('eta'),
    means: view('means'),
    factors: view('factors'),
    parameters: view('parameters'),
    gradient: view('gradient'),
    information: view('information'),
    evaluate,
  }
}

import type { Calibration } from '../../scorecard/scorecard-model.ts'
import { addStep, constant, type OnnxGraph } from './onnx-graph.ts'
import { countEdges } from './tree-ensemble.ts'

/**
 * Adds the probability of the event to a graph: the logistic one of the log odds, or the calibration of them, with the formulas of
 * `applyCalibration`.
 *
 * @param margin - name of the log odds, doubles of shape (n, 1)
 * @returns the name of the probability, doubles of shape (n, 1)
 */
export function addProbability(graph: OnnxGraph, calibration: Calibration | undefined, margin: string): string {
  const number = (value: number): string => constant(graph, value)
  const step = (op: string, inputs: readonly string[], name: string): string =>
    addStep(graph, op, inputs, `assay/calibration/${name}`)
  switch (calibration?.method) {
    case undefined:
      return addLogistic(graph, margin, 'probability')
    case 'shift':
      return addLogistic(graph, step('Add', [margin, number(calibration.intercept)], 'shifted'), 'probability')
    case 'platt': {
      const line = step('Mul', [margin, number(calibration.slope)], 'line')
      return addLogistic(graph, step('Add', [line, number(calibration.intercept)], 'sum'), 'probability')
    }
    case 'beta': {
      const negative = step('Neg', [margin], 'negative')
      const low = step('Mul', [addSoftPlus(graph, negative, 'low'), number(calibration.a)], 'a')
      const high = step('Mul', [addSoftPlus(graph, margin, 'high'), number(calibration.b)], 'b')
      const start = step('Sub', [number(calibration.c), low], 'start')
      return addLogistic(graph, step('Add', [start, high], 'sum'), 'probability')
    }
    case 'isotonic':
      return addIsotonic(graph, calibration.knots, addLogistic(graph, margin, 'uncalibrated'))
  }
}

/** 1 / (1 + e^−x) for x ≥ 0, else e^x / (1 + e^x): the exponential is never taken of a positive number. */
function addLogistic(graph: OnnxGraph, x: string, name: string): string {
  const step = (op: string, inputs: readonly string[], part: string): string =>
    addStep(graph, op, inputs, `assay/${name}/${part}`)
  const one = constant(graph, 1)
  const e = step('Exp', [step('Neg', [step('Abs', [x], 'size')], 'negative')], 'exponential')
  const isPositive = step('GreaterOrEqual', [x, constant(graph, 0)], 'isPositive')
  return step('Div', [step('Where', [isPositive, one, e], 'above'), step('Add', [e, one], 'below')], 'value')
}

/** ln(1 + e^x) as max(x, 0) + ln(1 + e^−|x|). */
function addSoftPlus(graph: OnnxGraph, x: string, name: string): string {
  const step = (op: string, inputs: readonly string[], part: string): string =>
    addStep(graph, op, inputs, `assay/softPlus/${name}/${part}`)
  const e = step('Exp', [step('Neg', [step('Abs', [x], 'size')], 'negative')], 'exponential')
  const log = step('Log', [step('Add', [e, constant(graph, 1)], 'sum')], 'logarithm')
  return step('Add', [step('Max', [x, constant(graph, 0)], 'positive'), log], 'value')
}

type Knots = Extract<Calibration, { method: 'isotonic' }>['knots']

/** The line that holds after so many knots: value + (p − from) / width · rise, kept between its ends. */
function addIsotonic(graph: OnnxGraph, knots: Knots, p: string): string {
  const step = (op: string, inputs: readonly string[], name: string): string =>
    addStep(graph, op, inputs, `assay/isotonic/${name}`)
  graph.nodes.push(
    countEdges(
      knots.map(({ probability }) => probability),
      p,
      'assay/isotonic/count',
    ),
  )
  const place = addStep(graph, 'Cast', ['assay/isotonic/count'], 'assay/isotonic/place', { to: { int: 7 } })
  const pieces = Array.from({ length: knots.length + 1 }, (_, count) => {
    const left = knots[Math.max(count - 1, 0)]!
    const right = knots[Math.min(count, knots.length - 1)]!
    const isFlat = left === right
    return {
      from: isFlat ? 0 : left.probability,
      width: isFlat ? 1 : right.probability - left.probability,
      value: left.calibrated,
      rise: isFlat ? 0 : right.calibrated - left.calibrated,
      highest: right.calibrated,
    }
  })
  const column = (key: keyof (typeof pieces)[number]): string => {
    const table = `assay/isotonic/table/${key}`
    graph.constants.set(table, { type: 'double', dims: [pieces.length], values: pieces.map((piece) => piece[key]) })
    return step('Gather', [table, place], key)
  }
  const value = column('value')
  const share = step('Div', [step('Sub', [p, column('from')], 'distance'), column('width')], 'share')
  const line = step('Add', [value, step('Mul', [share, column('rise')], 'climb')], 'line')
  const inside = step('Max', [value, step('Min', [line, column('highest')], 'capped')], 'floored')
  return step('Max', [step('Min', [inside, constant(graph, 1)], 'atMostOne'), constant(graph, 0)], 'probability')
}

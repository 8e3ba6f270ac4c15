import type { GateEvidence, GatePayload } from './gate-types.ts'

const GATE_KINDS: ReadonlySet<string> = new Set<GatePayload['kind']>([
  'fitReport',
  'validationReport',
  'fairnessReport',
  'explanationReport',
])

/**
 * The evidence that gates read, in the order given. Calibration, strategy and comparison inform people and decide nothing: they are
 * neither checked nor part of the manifest a decision cites.
 *
 * @param evidence - any evidence of a model version
 */
export function gateEvidence<T extends { readonly payload: { readonly kind: string } }>(
  evidence: readonly T[],
): (T & GateEvidence)[] {
  return evidence.filter((item): item is T & GateEvidence => GATE_KINDS.has(item.payload.kind))
}

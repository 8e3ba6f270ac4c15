import { z } from 'zod'
import { privacyFindingSchema } from './column-privacy.ts'
import { stabilityBandSchema } from './evidence.ts'
import { countSchema, estimateSchema, shareSchema, testResultSchema } from './primitives.ts'

const reason = z.string().nullable()

/** How strongly every two columns go together. */
export const associationsSchema = z.object({
  columns: z.array(z.string()),
  associations: z.array(
    z.object({
      a: z.string(),
      b: z.string(),
      measure: z.string(),
      value: z.number().nullable(),
      n: countSchema,
      reason,
    }),
  ),
  pooled: z.array(z.object({ column: z.string(), nLevels: countSchema, nPooled: countSchema })),
})

/** Event rate by the value of one column, with Wilson intervals. */
export const targetRatesSchema = z.object({
  column: z.string(),
  count: countSchema,
  events: countSchema,
  eventRate: z.number().nullable(),
  nWithoutOutcome: countSchema,
  level: z.number(),
  rates: z.array(
    z.object({
      label: z.string(),
      kind: z.enum(['level', 'range', 'otherLevels', 'special', 'missing']),
      lowest: z.number().nullable(),
      highest: z.number().nullable(),
      count: countSchema,
      events: countSchema,
      eventRate: z.number().nullable(),
      lower: z.number().nullable(),
      upper: z.number().nullable(),
      lift: z.number().nullable(),
      reason,
    }),
  ),
})

const levelDifferenceSchema = z.object({
  nLevels: countSchema,
  nRows: countSchema,
  levels: z.array(z.object({ level: z.string(), count: countSchema })),
})

/** How the columns of one version differ from those of another. */
export const driftSchema = z.object({
  nExpected: countSchema,
  nActual: countSchema,
  columns: z.array(
    z.object({
      column: z.string(),
      type: z.enum(['numeric', 'text']),
      nExpected: countSchema,
      nActual: countSchema,
      bins: z.array(stabilityBandSchema),
      populationStabilityIndex: estimateSchema,
      smoothedPopulationStabilityIndex: estimateSchema,
      noDriftLimit: z.number().nullable(),
      jensenShannonDistance: estimateSchema,
      ksTest: testResultSchema,
      chiSquaredTest: testResultSchema,
      missingShareChange: z.number().nullable(),
      meanChangeInSd: estimateSchema,
      newLevels: levelDifferenceSchema.nullable(),
      vanishedLevels: levelDifferenceSchema.nullable(),
    }),
  ),
  uncompared: z.array(z.object({ column: z.string(), reason: z.string() })),
})

/** Personal data found in a version, and how few people share a combination of attributes. */
export const privacyReportSchema = z.object({
  findings: z.array(privacyFindingSchema),
  quasiIdentifiers: z.array(z.string()),
  kAnonymity: z
    .object({
      k: countSchema,
      nRows: countSchema,
      nClasses: countSchema,
      bands: z.array(
        z.object({
          from: countSchema,
          to: countSchema.nullable(),
          nClasses: countSchema,
          nRows: countSchema,
          share: shareSchema,
        }),
      ),
      rowsBelow: z.object({ k: countSchema, n: countSchema }),
    })
    .nullable(),
})

const keysSchema = z.array(z.array(z.union([z.number(), z.string(), z.null()])))
const typeAndRoleSchema = z.object({ type: z.string(), role: z.string() })

/** What changed from one version to another: schema, rows, cells, distributions. */
export const versionDiffSchema = z.object({
  schema: z.object({
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changed: z.array(z.object({ column: z.string(), before: typeAndRoleSchema, after: typeAndRoleSchema })),
    isReordered: z.boolean(),
  }),
  nRowsBefore: countSchema,
  nRowsAfter: countSchema,
  comparedColumns: z.array(z.string()),
  rows: z.discriminatedUnion('matching', [
    z.object({
      matching: z.literal('key'),
      nAdded: countSchema,
      nRemoved: countSchema,
      nChanged: countSchema,
      nUnchanged: countSchema,
      addedKeys: keysSchema,
      removedKeys: keysSchema,
      columns: z.array(z.object({ column: z.string(), nChanged: countSchema, keys: keysSchema })),
    }),
    z.object({
      matching: z.literal('wholeRow'),
      nAdded: countSchema,
      nRemoved: countSchema,
      nUnchanged: countSchema,
      reason: z.string(),
    }),
  ]),
  drift: driftSchema,
})

const aucSchema = z.number().nullable()

/** Limits of the leakage scan: policy, recorded with every result. */
export const leakageThresholdsSchema = z.object({
  reviewAuc: z.number(),
  leakAuc: z.number(),
  reviewMissingAuc: z.number(),
  leakMissingAuc: z.number(),
  purity: z.number(),
  reviewDecidedShare: z.number(),
  leakDecidedShare: z.number(),
  reviewInformationValue: z.number(),
  leakInformationValue: z.number(),
  duplicateAgreement: z.number(),
  standOutAuc: z.number(),
  standOutGap: z.number(),
  namedAuc: z.number(),
  postOutcomeWords: z.array(z.string()),
  minClassRows: countSchema,
})

/** Which features know the target, and by what sign. */
export const leakageReportSchema = z.object({
  target: z.object({ column: z.string(), eventValue: z.string() }),
  nRows: countSchema,
  nEvents: countSchema,
  nMissingTarget: countSchema,
  thresholds: leakageThresholdsSchema,
  findings: z.array(
    z.object({
      column: z.string(),
      verdict: z.enum(['leakSuspected', 'review', 'noSign', 'notAssessed']),
      reason: z.string(),
      signs: z.array(
        z.object({
          kind: z.enum(['strength', 'missing', 'decided', 'informationValue', 'duplicate', 'standOut', 'name']),
          weight: z.enum(['conclusive', 'review', 'hint']),
          text: z.string(),
        }),
      ),
      measures: z
        .object({
          nRows: countSchema,
          nDistinct: countSchema,
          valueAuc: aucSchema,
          valueAucLower: aucSchema,
          valueAucUpper: aucSchema,
          segmentAuc: z.number(),
          missing: z.object({
            nMissing: countSchema,
            nMissingEvents: countSchema,
            nMissingNonEvents: countSchema,
            eventRateMissing: z.number().nullable(),
            eventRateKnown: z.number().nullable(),
            rocAuc: aucSchema,
          }),
          strength: z.number(),
          informationValue: z.number(),
          agreement: z.number(),
          decidedEvents: z.number(),
          decidedNonEvents: z.number(),
          pureSegments: z.array(
            z.object({
              label: z.string(),
              outcome: z.enum(['event', 'nonEvent']),
              count: countSchema,
              share: z.number(),
              eventRate: z.number(),
              purityLower: z.number(),
            }),
          ),
        })
        .nullable(),
      gapToOthers: z.number().nullable(),
    }),
  ),
})

export type VersionDiff = z.infer<typeof versionDiffSchema>
export type LeakageReport = z.infer<typeof leakageReportSchema>
export type LeakageFinding = LeakageReport['findings'][number]
export type LeakageThresholds = z.infer<typeof leakageThresholdsSchema>
export type AssociationsReport = z.infer<typeof associationsSchema>
export type TargetRates = z.infer<typeof targetRatesSchema>
export type DataDrift = z.infer<typeof driftSchema>
export type ColumnDrift = DataDrift['columns'][number]
export type PrivacyReport = z.infer<typeof privacyReportSchema>

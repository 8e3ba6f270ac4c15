import type { PackContext } from './pack-context.ts'
import { PACK_TOPICS, type PackTopic } from './pack-profile.ts'

/** How far a topic is covered, where it stands, and what would complete it. */
export interface TopicState {
  readonly topic: PackTopic
  readonly label: string
  readonly state: 'present' | 'inPart' | 'notAssessed'
  /** Section number where it is treated. */
  readonly section: string
  /** What is missing and what to do; empty when nothing is. */
  readonly remedy: string
}

type Rule = readonly [
  label: string,
  section: string,
  state: (context: PackContext) => TopicState['state'],
  remedy: string,
]

const never = () => 'notAssessed' as const
const inPart = () => 'inPart' as const
const withFit = (context: PackContext) => (context.fit === null ? 'notAssessed' : 'present')
const partWithFit = (context: PackContext) => (context.fit === null ? 'notAssessed' : 'inPart')
const withValidation = (context: PackContext) => (context.validations.length === 0 ? 'notAssessed' : 'present')
const withExplanation = (context: PackContext) => (context.explanations.length === 0 ? 'notAssessed' : 'present')
const withFairness = (context: PackContext) => (context.fairness.length === 0 ? 'notAssessed' : 'present')
const partWithDecision = (context: PackContext) => (context.input.decisions.length === 0 ? 'notAssessed' : 'inPart')

const RUN_VALIDATION = 'Run validation on the model.'
const RUN_TRAINING = 'Train the model again so that a fit report exists.'

/** Everything a pack could speak of; what this release cannot record is said so. */
const RULES: Readonly<Record<PackTopic, Rule>> = {
  identification: ['Identification, owner and roles', '1', inPart, 'Record the business owner and the validator.'],
  intendedUse: [
    'Intended and actual use, restrictions',
    '2',
    never,
    'State in which decisions the model may be used, and in which not.',
  ],
  materiality: ['Materiality or tier, and its reason', '2', never, 'State exposure, purpose and the resulting tier.'],
  data: ['Data: source, quality, dictionary', '3', () => 'present', ''],
  representativeness: [
    'Representativeness, proxies and exclusions',
    '3',
    never,
    'Compare the development data with the population to be scored; record exclusions and proxies.',
  ],
  method: ['Method and assumptions', '4', withFit, RUN_TRAINING],
  alternatives: [
    'Alternatives considered',
    '4',
    never,
    'Record the methods and designs that were considered and why they were not chosen.',
  ],
  developmentTesting: ['Development testing', '6', withValidation, RUN_VALIDATION],
  conceptualSoundness: [
    'Conceptual soundness',
    '4',
    partWithFit,
    'Add the expert judgement on each characteristic: is its direction plausible, is it permitted?',
  ],
  replication: [
    'Replication',
    '5',
    inPart,
    'Have a second person train the model again from data, parameters and seed, and compare the content hash.',
  ],
  implementation: [
    'Implementation checks',
    '5',
    never,
    'Compare scores of the production system with those of this model on the same cases.',
  ],
  discrimination: ['Discrimination', '6', withValidation, RUN_VALIDATION],
  calibration: ['Calibration', '6', withValidation, RUN_VALIDATION],
  stability: ['Stability', '6', withValidation, RUN_VALIDATION],
  sensitivity: [
    'Sensitivity and robustness',
    '6',
    never,
    'Re-estimate under changed samples, bins and parameters, and record the change in scores.',
  ],
  benchmark: ['Benchmark against another model', '6', never, 'Validate a challenger on the same samples.'],
  segments: [
    'Performance within segments',
    '6',
    never,
    'Repeat discrimination and calibration within the segments that matter.',
  ],
  backTesting: ['Outcomes analysis and back-testing', '6', never, 'Validate on later data with known outcomes.'],
  explainability: ['Explainability', '7', withExplanation, 'Run explainability on the model.'],
  reasonCodes: [
    'Reasons for adverse action',
    '7',
    (context) => (context.explanations.length === 0 ? 'notAssessed' : 'inPart'),
    'Map each characteristic to the wording the institution uses in its notices.',
  ],
  fairness: ['Fairness', '8', withFairness, 'Run the fairness audit for each attribute that matters.'],
  monitoring: ['Monitoring plan', '9', never, 'Name measures, limits, frequency and the person who acts.'],
  overrides: ['Overrides', '9', never, 'Record decisions taken against the score, with reason and outcome.'],
  vendorModels: [
    'Vendor models and components',
    '12',
    never,
    'State whether third-party models or scores are used, and on what evidence.',
  ],
  findings: ['Findings and responses', '10', inPart, 'Record findings with severity, owner, due date and response.'],
  effectiveChallenge: [
    'Effective challenge',
    '10',
    never,
    'Record who challenged the model, the questions raised and the answers.',
  ],
  approvals: [
    'Gates, decisions and approvals',
    '11',
    (context) =>
      context.input.decisions.length > 0 ? 'present' : context.input.evaluations.length > 0 ? 'inPart' : 'notAssessed',
    'Decide the open gates.',
  ],
  thresholdsBeforehand: [
    'Metrics and thresholds fixed beforehand',
    '11',
    (context) => (context.input.evaluations.length > 0 ? 'present' : 'inPart'),
    'Evaluate a gate of the policy.',
  ],
  exceptions: ['Policy exceptions', '11', never, 'Record exceptions with their reason and end date.'],
  inventory: [
    'Inventory record',
    '12',
    inPart,
    'Complete owner, users, interfaces and status in the institution’s inventory.',
  ],
  review: [
    'Review and re-validation triggers',
    '9',
    never,
    'State the events and dates that call for a new validation.',
  ],
  independence: [
    'Independence of validation',
    '1',
    partWithDecision,
    'Let someone other than the developer validate and approve.',
  ],
  riskManagement: ['Risk management and foreseeable risks', '12', never, 'Attach the risk assessment.'],
  humanOversight: ['Human oversight', '12', never, 'Describe who can stop or overrule the model, and how.'],
  instructionsForUse: [
    'Instructions for use',
    '12',
    never,
    'Attach the instructions given to those who use the score.',
  ],
  cybersecurity: [
    'Accuracy, robustness and cybersecurity measures',
    '12',
    never,
    'Attach the security review of the system that runs the model.',
  ],
  lifecycleChanges: [
    'Versions, interactions and pre-determined changes',
    '12',
    inPart,
    'Describe planned changes and the systems the model interacts with.',
  ],
  standards: ['Standards applied', '12', never, 'List the harmonised standards or other solutions applied.'],
  declaration: ['Declaration of conformity', '12', never, 'To be issued by the provider; not part of this pack.'],
  postMarketPlan: ['Post-market monitoring plan', '12', never, 'Attach the plan.'],
  recordKeeping: [
    'Record keeping',
    '11',
    inPart,
    'Keep this file, its attachment and the audit log for the period the profile names.',
  ],
  lessDiscriminatoryAlternatives: [
    'Search for less discriminatory alternatives',
    '8',
    never,
    'Compare alternatives of similar accuracy and record the choice.',
  ],
  dataSubjectRights: [
    'Rights of the persons scored',
    '12',
    never,
    'Describe how access, objection and human review are offered.',
  ],
}

/**
 * The state of every topic for one pack.
 *
 * @param context - the pack's sorted input
 * @returns one state per topic, in the fixed order of the topics
 */
export function topicStates(context: PackContext): TopicState[] {
  return PACK_TOPICS.map((topic) => {
    const [label, section, stateOf, remedy] = RULES[topic]
    const state = stateOf(context)
    return { topic, label, section, state, remedy: state === 'present' ? '' : remedy }
  })
}

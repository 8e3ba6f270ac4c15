import { code, notAssessed, num, paragraph } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock } from '../pack-document.ts'

const TREES_AGAIN =
  'The trees are too many to be printed. They stand as plain data in the source attached to this file and in the JSON that model export writes, whose SHA-256 is the content hash above; verifying the pack works that hash out again. Trees grown with one thread or many are the same, bit by bit.'

/** Section 5: how to build the model again and check that it is the same. */
export function replicationBlocks(context: PackContext): PackBlock[] {
  const { model, scorecard } = context.input
  const entry = context.register.find((one) => one.id === model.id)
  const isSame = entry?.hashCheck === 'agrees'
  return [
    { kind: 'heading', level: 1, number: '5', text: 'Implementation and replication', isOnNewPage: false },
    paragraph(
      'Training is a function of the data, the parameters, the seed and the code version, and of nothing else. Training again with the values below gives a model with the same content hash; a different hash means that something differs.',
    ),
    {
      kind: 'keyValues',
      rows: [
        { label: 'Data', value: [code(model.datasetHash)] },
        { label: 'Seed', value: [num(model.seed, 'integer', context.modelId)] },
        { label: 'Parameters', value: ['Appendix C'] },
        { label: 'Code version', value: [model.codeVersion] },
        { label: 'Model', value: [code(model.contentHash)] },
        {
          label: 'Hash worked out again',
          value: [
            isSame
              ? `agrees: this pack ${scorecard.kind === 'treeModel' ? 'holds' : 'prints'} the model that was trained`
              : { kind: 'strong', text: 'differs: the model printed here is not the one recorded' },
          ],
        },
        scorecard.kind === 'treeModel'
          ? { label: 'Base margin', value: [num(scorecard.baseMargin, 'coefficient', context.modelId)] }
          : { label: 'Intercept', value: [num(scorecard.intercept, 'coefficient', context.modelId)] },
      ],
    },
    ...(scorecard.kind === 'treeModel' ? [paragraph(TREES_AGAIN)] : []),
    notAssessed(
      'Independent replication and production implementation',
      'Have a second person train the model again and compare the content hash; compare scores of the production system with this model on the same cases.',
    ),
  ]
}

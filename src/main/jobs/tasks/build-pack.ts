import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { type PackSource, packSourceSchema } from '../../../shared/pack-source.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { buildPack } from '../../core/pack/build-pack.ts'
import { writeFileAtomically } from '../../disk/atomic-file.ts'
import { describeInputFile } from '../../io/input-file.ts'
import type { TaskContext } from './task-context.ts'

const MAX_PACK_BYTES = 512 * 1024 * 1024

export interface BuildPackInput {
  readonly path: string
  readonly resourcesDirectory: string
  readonly source: PackSource
}

export interface BuildPackOutput {
  readonly sha256: string
  readonly bytes: number
  readonly nPages: number
}

/** Name of the attachment that a pack is rebuilt from. */
export const SOURCE_NAME = 'assay-pack-source.json'

/** Renders a pack with its own source attached and writes it in one piece. */
export async function buildPackFile(input: BuildPackInput, context: TaskContext): Promise<BuildPackOutput> {
  context.report('Rendering pages', 0.1)
  const rendered = await renderPack(input.source, input.resourcesDirectory)
  context.report('Writing', 0.95)
  const { sha256, bytes } = writeFileAtomically(input.path, rendered.bytes)
  return { sha256, bytes, nPages: rendered.nPages }
}

/** The bytes of a pack follow from its source alone. The renderer is loaded here, not when a worker starts: it is large. */
export async function renderPack(
  source: PackSource,
  resourcesDirectory: string,
): Promise<{ bytes: Uint8Array; nPages: number }> {
  const { renderPackPdf } = await import('../../io/pdf/render-pack-pdf.ts')
  const attachment = { name: SOURCE_NAME, bytes: new TextEncoder().encode(canonicalJson(source)) }
  return await renderPackPdf(buildPack(source), attachment, { resourcesDirectory })
}

/** Reads a pack file and the source attached to it. @throws AppError `notFound` or `badData` */
export async function readPack(path: string): Promise<{ bytes: Uint8Array; source: PackSource }> {
  const bytes = readPackBytes(path)
  const { readPackAttachment } = await import('../../io/pdf/read-attachment.ts')
  const attachment = readPackAttachment(bytes)
  const parsed = packSourceSchema.safeParse(parseJson(attachment.bytes))
  if (attachment.name !== SOURCE_NAME || !parsed.success) {
    throw new AppError('badData', `${basename(path)} has no readable pack source attached`, {
      hint: 'Only packs made by Assay can be verified; this one was changed, or made by a newer release.',
      place: { file: basename(path) },
    })
  }
  return { bytes, source: parsed.data }
}

function readPackBytes(path: string): Uint8Array {
  // Before a byte is read: a device or a pipe would never end, and a large file would fill the memory.
  describeInputFile(path, MAX_PACK_BYTES)
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new AppError('notFound', `The pack cannot be read: ${path}`, { hint: 'Check the path.', cause })
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

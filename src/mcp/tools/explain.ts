import { resolve } from 'node:path'
import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { explain as pageOf } from '../../shipped/pages.ts'
import { AS_OF, PROJECT } from '../inputs.ts'
import type { Projects } from '../projects.ts'
import type { Tool } from '../tool.ts'

const input = v.object({
  what: v.pipe(
    v.string(),
    v.minLength(1),
    v.description('The code of a finding (device/cuda-literal), an error message, a traceback, or the end of a log.'),
  ),
  project: v.optional(v.pipe(PROJECT, v.description('With it, the lines that a message comes from are named.'))),
  asOf: AS_OF,
})

export const explain: Tool<v.InferOutput<typeof input>> = {
  name: 'explain',
  title: 'What a finding or an error means',
  description:
    'What a code of a finding means and what to do about it; or what an error message or traceback of PyTorch, MLX or another library means on a Mac or without CUDA, in which versions it is said, and what to do.',
  input: toStandardJsonSchema(input),
  async answer({ what, project, asOf }, projects) {
    const page = pageOf(what)
    if (page !== undefined) return { text: page, data: { code: what, page } }
    const seen = project === undefined ? undefined : await seenIn(project, projects, asOf)
    const { explainMessage } = await import('../../library/explain-message.ts')
    const { renderRecognition } = await import('../../render/terminal/recognition/index.ts')
    const found = explainMessage(what, { ...(asOf !== undefined && { asOf }), ...(seen && { project: seen }) })
    return { text: renderRecognition(found, { columns: 100, colour: false }), data: { ...found } }
  },
}

async function seenIn(project: string, projects: Projects, asOf: string | undefined) {
  const { report, directory, options } = await projects.audited(project, asOf)
  const { inDirectory } = await import('../../project/files/in-directory.ts')
  const { projectFiles } = await import('../../project/files/project-files.ts')
  return { report, files: projectFiles(inDirectory(resolve(directory)), options, () => {}).paths }
}

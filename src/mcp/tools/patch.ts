import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import { AS_OF, PROJECT } from '../inputs.ts'
import type { Tool } from '../tool.ts'

/** Characters of one page of a patch. */
const PAGE = 20_000

const input = v.object({
  project: PROJECT,
  asOf: AS_OF,
  page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Page of a long patch.')), 1),
})

export const patch: Tool<v.InferOutput<typeof input>> = {
  name: 'patch',
  title: 'Edits as a patch',
  description:
    'The edits that a program can make so that the project runs on a Mac as well, as a unified diff for `git apply`. Nothing is written: show it, or apply what the user wants of it, then audit again. Lines beginning with # say why, and whether an edit is safe (CUDA and CPU behave as before) or suggested.',
  input: toStandardJsonSchema(input),
  async answer({ project, asOf, page }, projects) {
    const { report, directory, options } = await projects.audited(project, asOf)
    const { patchFor } = await import('../../library/patch.ts')
    const { text, setAside } = patchFor(report, directory, options)
    const pages = Math.max(1, Math.ceil(text.length / PAGE))
    const part = text.slice((page - 1) * PAGE, page * PAGE)
    const left = setAside.map(({ group, reason }) => `${group} ${reason}`)
    const data = { patch: part, page, pages, notInPatch: left }
    if (text === '') return { text: 'There are no edits that a program can make.', data }
    const more = pages === 1 ? '' : `\n# page ${page} of ${pages}`
    return { text: [part + more, ...left.map((line) => `# not in the patch: ${line}`)].join('\n'), data }
  },
}

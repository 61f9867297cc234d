import { toStandardJsonSchema } from '@valibot/to-json-schema'
import * as v from 'valibot'
import type { Port } from '../../report/port.ts'
import { AS_OF, PROJECT } from '../inputs.ts'
import type { Tool } from '../tool.ts'

/** Characters of one page of a patch, and what is left that is listed. */
const PAGE = 20_000
const LISTED = 20

const input = v.object({
  project: PROJECT,
  asOf: AS_OF,
  only: v.optional(v.pipe(v.array(v.string()), v.description('Only edits for findings of these codes or areas.'))),
  safe: v.optional(
    v.pipe(v.boolean(), v.description('Only edits of which it is shown that CUDA and the CPU fare as before.')),
    false,
  ),
  page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Page of a long patch.')), 1),
})

export const port: Tool<v.InferOutput<typeof input>> = {
  name: 'port',
  title: 'Port a project, as a patch',
  description:
    'All edits that a program can make so that the project runs on a Mac as well, made in memory and proven: the project is audited again, and evaluated on CUDA and on a CPU before and after. Answers with a unified diff for `git apply`, what was shown, and what is left to do by hand. Nothing is written. Takes about two audits; `patch` gives the edits without the proof.',
  input: toStandardJsonSchema(input),
  async answer({ project, asOf, only = [], safe, page }, projects) {
    const { directory, options } = await projects.audited(project, asOf)
    const { portDirectory } = await import('../../port-directory.ts')
    const { portDocument } = await import('../../port/document.ts')
    const document = portDocument(await portDirectory(directory, options, { only, safe }))
    const patch = document.files.map(({ diff }) => diff).join('')
    const pages = Math.max(1, Math.ceil(patch.length / PAGE))
    const part = patch.slice((page - 1) * PAGE, page * PAGE)
    const { files: _, ...rest } = document
    const left = document.left.slice(0, LISTED)
    return { text: await textOf(document, part, page, pages), data: { ...rest, left, patch: part, page, pages } }
  },
}

async function textOf(document: Port, part: string, page: number, pages: number): Promise<string> {
  const { headline, proofWords } = await import('../../render/terminal/port/index.ts')
  const { changes, setAside, left } = document
  return [
    headline(document),
    ...(changes.length === 0 ? [] : [proofWords(document)]),
    ...changes.flatMap(({ file, line, lowered }) =>
      lowered === undefined ? [] : [`not shown to be safe: ${file}:${line}: ${lowered}`],
    ),
    ...setAside.map(({ file, line, code, reason }) => `not made: ${file}:${line} ${code} ${reason}`),
    ...left.slice(0, LISTED).map(({ code, sites, fix, message }) => {
      const [site] = sites
      return `by hand: ${site ? `${site.file}:${site.line} ` : ''}${code}: ${fix?.summary ?? message}`
    }),
    ...(left.length > LISTED ? [`by hand: ${left.length - LISTED} more`] : []),
    ...(part === '' ? [] : ['', part]),
    ...(pages === 1 ? [] : [`# page ${page} of ${pages}`]),
  ].join('\n')
}

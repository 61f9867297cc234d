import type { Setting } from '../../../project/facts.ts'
import { holds, isInContainer, macEnvironment } from '../../../target/requirements.ts'
import { groupBy } from '../../group-by.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { fixes, messages, sources, title } from './prose.ts'

/** Manifests that list the platforms which they are for, none of them a Mac: the tool that reads them refuses there. */
export const rule = {
  code: 'dependency/other-platforms',
  title,
  find: (context) => {
    const listed = context.facts.settings.filter((setting) => toolOf(setting) !== undefined)
    const lists = groupBy(listed, ({ file, path }) => [file, ...path.slice(0, -1)].join('\0'))
    return [...lists.values()].flatMap((list) => draftsOf(list, context))
  },
} satisfies Rule

/** The tool that a list of platforms is for. */
function toolOf({ path }: Setting): 'pixi' | 'uv' | undefined {
  const keys = path.slice(0, -1).join('.')
  if (/^(?:tool\.pixi\.)?(?:project|workspace)\.platforms$/.test(keys)) return 'pixi'
  return keys === 'tool.uv.environments' ? 'uv' : undefined
}

function draftsOf(list: readonly Setting[], context: AuditContext): readonly Draft[] {
  const [first] = list
  const tool = first && toolOf(first)
  if (!first || !tool || list.some(({ value }) => isForMacs(tool, String(value), context))) return []
  return [
    {
      effect: 'blocks',
      certainty: 'likely',
      message: messages[tool],
      subject: { kind: 'setting', name: tool === 'pixi' ? 'platforms' : 'environments', value: String(first.value) },
      sites: list.map(({ site }) => declared(site)),
      sources: sources[tool],
      fix: { kind: 'manual', effort: 'minutes', summary: fixes[tool] },
      // Whoever has another manifest takes that.
      reach: farthest([reachOfPath(first.file), hasOtherManifest(first.file, context) ? 'optional' : 'main']),
      group: tool,
    },
  ]
}

/** A Mac with Apple silicon takes what there is for Macs with Intel processors. */
function isForMacs(tool: 'pixi' | 'uv', value: string, { target }: AuditContext): boolean {
  return tool === 'pixi' ? /^(?:osx|noarch|unix)/.test(value) : holds(value, macEnvironment(target)) !== false
}

function hasOtherManifest(file: string, { facts }: AuditContext): boolean {
  return facts.declarations.some(
    ({ site, scope, format }) =>
      scope === 'runtime' && format !== 'pip-command' && site.file !== file && !isInContainer(site.file),
  )
}

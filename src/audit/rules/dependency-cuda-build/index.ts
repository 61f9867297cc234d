import { alternateOf } from '../../../project/declarations/alternate.ts'
import type { Declaration, PackageIndex } from '../../../project/facts.ts'
import { holds, isInContainer, macEnvironment, type MacRequirement } from '../../../target/requirements.ts'
import { isCudaOfConda } from '../../packages/cuda-requirements.ts'
import { isLocalBuild, labelOfOthers } from '../../packages/local-build.ts'
import { reachOf, required } from '../../packages/needs.ts'
import { reachOfPath } from '../../reachability/reach.ts'
import type { AuditContext, Draft, DraftFix, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { fixes, messages, sources, title } from './prose.ts'
import { instructedDrafts } from './instructed.ts'
import { CUDA_INDEX } from './cuda-index.ts'
import { besideUsual, cudaExtraOf, goWithoutExtra, takePlainBuild, unbind } from './edits.ts'
import { lockDrafts } from './locks.ts'

/** Requirements, indexes and locks that name a build for CUDA where a Mac has to follow them too. */
export const rule = {
  code: 'dependency/cuda-build',
  title,
  find: (context) => [
    ...required(context).flatMap((requirement) => requirementDrafts(requirement, context)),
    ...indexDrafts(context),
    ...instructedDrafts(context),
    ...lockDrafts(context),
  ],
} satisfies Rule

/** Files that say by their name that they are for other machines. */
const FOR_OTHERS: readonly (string | undefined)[] = ['cuda', 'linux', 'windows', 'rocm']

function requirementDrafts({ declaration, applies }: MacRequirement, context: AuditContext): Draft[] {
  const found = findingOf(declaration, context)
  if (!found) return []
  return [
    {
      effect: 'blocks',
      certainty: applies === undefined || declaration.format === 'pip-command' ? 'likely' : 'certain',
      message: found.message,
      subject: { kind: 'package', name: declaration.name },
      sites: [declared(declaration.site)],
      ...(found.causes ? { causes: found.causes } : {}),
      sources: found.sources,
      fix: found.fix,
      reach: reachOf(declaration, context),
      // What a program can mend is a finding of its own, or it would wait for the rest.
      group: found.fix.kind === 'automatic' ? found.group : `${found.group} by hand`,
    },
  ]
}

interface Found {
  readonly message: string
  readonly fix: DraftFix
  readonly sources: Draft['sources']
  readonly causes?: Draft['causes']
  readonly group: string
}

function findingOf(declaration: Declaration, context: AuditContext): Found | undefined {
  const { name, ecosystem } = declaration
  if (isLocalBuild(declaration)) {
    const fix = takePlainBuild(declaration, context)
    return { message: messages.local(name), fix, sources: sources.local, group: 'local' }
  }
  const label = labelOfOthers(declaration)
  if (label !== undefined) {
    const fix = { kind: 'manual', effort: 'minutes', summary: fixes.label } as const
    return { message: messages.label(name, label), fix, sources: sources.label, group: label }
  }
  if (ecosystem === 'conda') {
    const fix = { kind: 'manual', effort: 'minutes', summary: fixes.conda } as const
    return isCudaOfConda(declaration)
      ? { message: messages.conda(name), fix, sources: sources.conda, group: 'conda' }
      : undefined
  }
  const extra = cudaExtraOf(declaration)
  if (extra !== undefined) {
    const fix = goWithoutExtra(declaration, extra, context)
    return { message: messages.extra(name, extra), fix, sources: sources.extra, group: 'extra' }
  }
  const index = boundIndex(declaration, context)
  return (
    index && {
      message: messages.bound(name),
      fix: unbind(declaration, index, context),
      sources: sources.index,
      causes: [index.site],
      group: 'bound',
    }
  )
}

/** The CUDA index that a declaration is bound to for Macs too. */
function boundIndex({ index, site }: Declaration, { facts, target }: AuditContext): PackageIndex | undefined {
  return facts.indexes.find(
    (each) =>
      index !== undefined &&
      each.name === index &&
      each.site.file === site.file &&
      CUDA_INDEX.test(each.url) &&
      holds(each.marker, macEnvironment(target)) === true,
  )
}

/** `--index-url` replaces the usual index; beside an extra one, the usual index still has the builds for macOS. */
function indexDrafts(context: AuditContext): Draft[] {
  const { facts } = context
  return facts.indexes
    .filter(
      ({ kind, url, marker, name }) =>
        kind === 'index' && marker === undefined && name === undefined && CUDA_INDEX.test(url),
    )
    .filter(({ site }) => !hasUsualBeside(site.file, facts.indexes))
    .filter(({ site }) => !isInContainer(site.file) && reachOfPath(site.file) !== 'test')
    .filter(({ site }) => !FOR_OTHERS.includes(alternateOf(site.file)) && !isReplaced(site.file, context))
    .map((index) => {
      const { site, url } = index
      const isCommand = !/\.(?:txt|in|toml)$/.test(site.file)
      return {
        effect: 'blocks',
        certainty: isCommand ? 'likely' : 'certain',
        message: messages.index,
        subject: { kind: 'setting', name: 'index-url', value: url.replace(/^.*\/(?=.)|\/$/g, '') },
        sites: [declared(site)],
        sources: sources.index,
        fix: besideUsual(index, facts),
        ...(isCommand ? { reach: 'optional' } : {}),
        group: 'index',
      } satisfies Draft
    })
}

/** Whether a Mac takes another manifest in place of one: `requirements-mac.txt` beside `requirements.txt`. */
function isReplaced(file: string, context: AuditContext): boolean {
  const isOwn = ({ site }: Declaration): boolean => site.file === file
  return context.facts.declarations.some(isOwn) && !required(context).some(({ declaration }) => isOwn(declaration))
}

/** Whether a file names the usual index besides, from which pip takes what the other one lacks. */
function hasUsualBeside(file: string, indexes: readonly PackageIndex[]): boolean {
  return indexes.some(
    ({ kind, url, site }) => kind === 'extra-index' && site.file === file && /\bpypi\.org\/simple/.test(url),
  )
}

import { valid } from '@renovatebot/pep440'
import { hasWheel, wheelsOf } from '../../../knowledge/wheels.ts'
import type { Declaration, PackageIndex, ProjectFacts } from '../../../project/facts.ts'
import { fixBy } from '../../finding/fix-by.ts'
import { aboutManifest } from '../../packages/about-manifest.ts'
import { replaceOnMacs, unbindOnMacs, withExtras } from '../../packages/manifest-edits.ts'
import { newerOfPytorch } from '../../packages/newer-of-pytorch.ts'
import type { AuditContext, DraftFix, PlannedEdit } from '../../rule.ts'
import { fixes, whys } from './prose.ts'

/** `2.1.0+cu118` in the address of a wheel. */
const LOCAL_WHEEL = /\/[\w.]+-([\d.]+)(?:%2B|\+)cu\d[^/]*\.whl$/i

/**
 * The same version of the usual index on macOS, where that has a wheel for it; a later one of a PyTorch that is too old for
 * Metal.
 */
export function takePlainBuild(declaration: Declaration, context: AuditContext): DraftFix {
  const { name, extras } = declaration
  const version = plainVersion(declaration)
  const run = version === undefined ? undefined : wheelsOf(context.knowledge, name, version)
  const isThere = run !== undefined && hasWheel(run, context.target.python)
  const newer = newerOfPytorch(declaration, context)
  const about = aboutManifest(declaration, context, newer === undefined ? whys.local : whys.localTooOld)
  const plain = isThere ? `${withExtras(name, extras)}==${version}` : undefined
  const instead = newer ?? plain
  const safety = newer === undefined ? about.safety : 'suggested'
  const edits = instead === undefined ? [] : replaceOnMacs(declaration, instead, { ...about, safety })
  return fixBy(edits, { effort: 'minutes', summary: then(fixes.local, about.lock) })
}

/** The version without its build, where one is pinned. */
function plainVersion({ specifier, url }: Declaration): string | undefined {
  const version = url === undefined ? /^==\s*([^,*]+?)\+cu\d{2,3}$/.exec(specifier)?.[1] : LOCAL_WHEEL.exec(url)?.[1]
  return version !== undefined && valid(version) !== null ? version : undefined
}

/** The extra of a requirement that brings in wheels for CUDA. */
export function cudaExtraOf({ extras }: Declaration): string | undefined {
  return extras.find((each) => /^(?:and-)?cuda(?:\d.*|-.*)?$/.test(each))
}

/** The requirement without an extra on macOS, where it is known to have wheels for it. */
export function goWithoutExtra(declaration: Declaration, extra: string, context: AuditContext): DraftFix {
  const { name, extras, specifier, url } = declaration
  const about = aboutManifest(declaration, context, whys.extra(extra))
  const others = extras.filter((each) => each !== extra)
  const isKnown = url === undefined && Object.hasOwn(context.knowledge.wheels, name)
  const edits = isKnown ? replaceOnMacs(declaration, withExtras(name, others) + specifier, about) : []
  return fixBy(edits, { effort: 'minutes', summary: then(fixes.extra, about.lock) })
}

/**
 * A marker for the binding. An index that is open to everything is asked for the requirement first even so, and would have to be
 * closed, by which other packages come from elsewhere than before.
 */
export function unbind(declaration: Declaration, index: PackageIndex, context: AuditContext): DraftFix {
  const about = aboutManifest(declaration, context, whys.bound)
  const edits = index.explicit ? unbindOnMacs(declaration, about) : []
  const summary = index.explicit ? fixes.bound : fixes.boundOpen
  return fixBy(edits, { effort: 'minutes', summary: then(summary, about.lock) })
}

/** What such an index has of its own; where these are pinned, pip takes the same builds from it beside the usual index. */
const OF_INDEX = /^(?:torch|pytorch|xformers$|triton$|functorch$)/

/** `--extra-index-url` in place of `--index-url`, where pip goes on to choose what it chose on CUDA machines. */
export function besideUsual({ site, option }: PackageIndex, { declarations }: ProjectFacts): DraftFix {
  const own = declarations.filter(
    (declaration) => declaration.site.file === site.file && OF_INDEX.test(declaration.name),
  )
  const arePinned =
    own.length > 0 && own.every(({ specifier, url }) => url !== undefined || /^==[^,*]+$/.test(specifier))
  const edits = option && arePinned ? [editOf(site.file, option)] : []
  return fixBy(edits, { effort: 'minutes', summary: fixes.index })
}

function editOf(file: string, { at, length, line, column }: NonNullable<PackageIndex['option']>): PlannedEdit {
  return {
    file,
    start: at,
    end: at + length,
    text: '--extra-index-url',
    line,
    column,
    endLine: line,
    endColumn: column + length,
    safety: 'suggested',
    why: whys.index,
  }
}

function then(summary: string, lock: string | undefined): string {
  return lock === undefined ? summary : `${summary} Then: ${lock}.`
}

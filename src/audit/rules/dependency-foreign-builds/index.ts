import type { Declaration } from '../../../project/facts.ts'
import type { MacRequirement } from '../../../target/requirements.ts'
import { groupBy } from '../../group-by.ts'
import { isCudaOfConda } from '../../packages/cuda-requirements.ts'
import { reachOf, required } from '../../packages/needs.ts'
import { declared } from '../../observations/sites.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { ARM64_BUILDS } from './arm64-builds.ts'
import { fix, message, sources, title } from './prose.ts'

/** Environments of conda that name builds, all of which were made for another platform. */
export const rule = {
  code: 'dependency/foreign-builds',
  title,
  find: (context) => {
    const pinned = required(context).filter(({ declaration }) => hashOf(declaration) !== undefined)
    return [...groupBy(pinned, ({ declaration }) => declaration.site.file).values()].flatMap((own) =>
      draftsOf(own, context),
    )
  },
} satisfies Rule

/** A build behind a second equals sign whose name has a hash: `1.2.13=hfd90126_4`. Builds for all platforms begin with `pyh`. */
const BUILD = /^[^=\s[]+=[^=\s[]+=(?!\S*pyh)[^=\s[]*h([\da-f]{7})(?:_|$)/

function hashOf({ ecosystem, requirement }: Declaration): string | undefined {
  const hash = ecosystem === 'conda' ? BUILD.exec(requirement.replaceAll('"', ''))?.[1] : undefined
  return hash === undefined || FOR_ALL.includes(hash) ? undefined : hash
}

/** Hashes of builds for all platforms that do not say so by their name. */
const FOR_ALL: readonly string[] = ['d8ed1ab', 'a770c72', 'd3eb1b0']

/** So many builds are no choice of a person's, but an environment that was written out. */
const FEWEST = 2

function draftsOf(own: readonly MacRequirement[], context: AuditContext): Draft[] {
  if (own.length < FEWEST || own.some(({ declaration }) => ARM64_BUILDS.has(hashOf(declaration) ?? ''))) return []
  const certainty = certaintyOf(own, context)
  // Of builds for CUDA another rule tells.
  return own
    .filter(({ declaration }) => !isCudaOfConda(declaration))
    .map(({ declaration }) => ({
      effect: 'blocks',
      certainty,
      message,
      subject: { kind: 'setting', name: 'build' },
      sites: [declared(declaration.site)],
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      reach: reachOf(declaration, context),
      group: 'builds',
    }))
}

/** Packages that conda has for Linux, for Windows or for Intel's processors alone. */
const ELSEWHERE =
  /_linux-64$|^_libgcc_mutex$|^lib(?:gcc|stdcxx|gfortran)-ng$|^(?:vc|ucrt|vs2015_runtime|vc14_runtime|mkl|intel-openmp)$/

/** Packages of which the builds for Apple silicon are known by and large. */
const KNOWN = /^(?:bzip2|ca-certificates|libcxx|libffi|libsqlite|libzlib|ncurses|openssl|readline|sqlite|tk|xz|zlib)$/

/** Where a package tells of another platform it is certain, where the usual ones have builds that are not known it is likely. */
function certaintyOf(own: readonly MacRequirement[], { facts }: AuditContext): Draft['certainty'] {
  const [first] = own
  const beside = facts.declarations.filter(({ site }) => site.file === first?.declaration.site.file)
  if (beside.some(({ name }) => ELSEWHERE.test(name))) return 'certain'
  return own.some(({ declaration }) => KNOWN.test(declaration.name)) ? 'likely' : 'possible'
}

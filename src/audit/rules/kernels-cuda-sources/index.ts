import type { KernelSource } from '../../../project/facts.ts'
import type { Reach } from '../../../report/report.ts'
import { type Build, buildsOf } from '../../packages/cuda-builds.ts'
import { commonSubject } from '../../finding/common-subject.ts'
import { farthest, reachOfPath } from '../../reachability/reach.ts'
import type { Draft, Rule } from '../../rule.ts'
import { declared } from '../../observations/sites.ts'
import { messages, sources, title } from './prose.ts'

/** Files of CUDA C++: one finding for those that a build needs, one for those that it can do without. */
export const rule = {
  code: 'kernels/cuda-sources',
  title,
  words: { strong: ['cuda', 'CUDAExtension', 'cpp_extension', 'load_inline'], weak: ['cu', 'sources'] },
  find: (context) => {
    const builds = buildsOf(context)
    const groups = new Map<string, Group>()
    for (const kernel of context.facts.kernels.filter(isDeviceCode)) {
      const build = nearestBuild(kernel.file, builds)
      // What no build takes up and no program loads is a file like any other.
      if (!build) continue
      const reach = farthest([
        build.reach,
        reachOfPath(kernel.file),
        ...(build.required ? [] : (['optional'] as const)),
      ])
      const key = `${build.required}\0${reach}`
      const group = groups.get(key) ?? { required: build.required, reach, kernels: [], builds: new Set() }
      group.kernels.push(kernel)
      group.builds.add(build)
      groups.set(key, group)
    }
    return [...groups.values()].map(draftOf)
  },
} satisfies Rule

interface Group {
  readonly required: boolean
  readonly reach: Reach
  readonly kernels: KernelSource[]
  readonly builds: Set<Build>
}

/** Code for the device itself, or that launches it; a header that names a library is none. */
function isDeviceCode({ file, kernels, launches, libraries }: KernelSource): boolean {
  return kernels.length > 0 || launches > 0 || (file.endsWith('.cu') && libraries.length > 0)
}

/** The build whose folder is the closest above a file; of two for one folder, the one that is required. */
function nearestBuild(file: string, builds: readonly Build[]): Build | undefined {
  return builds
    .filter(({ folder }) => file.startsWith(folder))
    .toSorted((a, b) => b.folder.length - a.folder.length || Number(b.required) - Number(a.required))[0]
}

function draftOf({ required, reach, kernels, builds }: Group): Draft {
  const parts = kernels.flatMap(({ kernels: own, libraries }) => (own.length > 0 ? own : libraries))
  return {
    effect: required ? 'blocks' : 'falls-back',
    certainty: required ? 'certain' : 'likely',
    message: required ? messages.required(kernels.length) : messages.optional,
    subject: commonSubject(
      parts.map(({ name }) => ({ kind: 'kernel', name })),
      rule.code,
    ),
    sites: parts.map(({ site }) => declared(site)),
    causes: [...builds].map(({ site }) => site),
    sources,
    reach,
    group: required ? 'required' : 'optional',
  }
}

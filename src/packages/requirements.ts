import { evaluateMarker, type MarkerEnvironment, parseMarker } from '../project/requirement/marker.ts'
import type { Requirement } from '../project/requirement/requirement.ts'
import type { Asking } from './asking.ts'
import type { AtPlace } from './evidence/observed.ts'
import { offeredOf } from './offered.ts'
import { Refusal } from './refusal.ts'
import type { Metadata } from './wheel/metadata.ts'
import { isForPlace, type Place } from './wheel/tags.ts'

/** Packages of CUDA itself. */
const NVIDIA = /^(?:nvidia|cuda|tensorrt)-/

/** What a package requires at a place without any extra, and what follows from that. */
export async function requirementsAt(
  place: Place,
  metadata: Metadata | undefined,
  asking: Asking,
): Promise<Pick<AtPlace, 'requires' | 'accelerators' | 'missing'>> {
  const all = metadata?.requirements ?? []
  const holding = (outcomes: readonly (boolean | undefined)[]): Requirement[] =>
    all.filter(({ marker }) => outcomes.includes(holds(marker, asking.environments[place])))
  const requires = holding([true, undefined])
  return {
    requires,
    accelerators: requires.filter((requirement) => asking.known(requirement).accelerates).map(({ name }) => name),
    missing: place === 'mac' ? await missingOf(holding([true]), asking) : undefined,
  }
}

/** The first requirement that no Mac can meet; of NVIDIA's own packages that nobody knows, the index is asked. */
async function missingOf(requires: readonly Requirement[], asking: Asking): Promise<string | undefined> {
  for (const requirement of requires) {
    const { name } = requirement
    const known = asking.known(requirement).installs
    const installs = known ?? (NVIDIA.test(name) ? await offersMac(name, asking) : undefined)
    if (installs === false) return name
  }
  return undefined
}

/** Whether any release of a package has something that a Mac could install; undefined where that cannot be asked. */
async function offersMac(name: string, asking: Asking): Promise<boolean | undefined> {
  try {
    const { files } = await offeredOf(name, asking)
    return files.some((file) => file.kind === 'sdist' || isForPlace(file.tags.platforms, 'mac', asking.macos))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function holds(marker: string | undefined, environment: MarkerEnvironment): boolean | undefined {
  if (marker === undefined) return true
  const parsed = parseMarker(marker)
  return parsed.ok ? evaluateMarker(parsed.marker, { ...environment, extras: new Set() }) : undefined
}

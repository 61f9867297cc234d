import type { SourceContents } from '../source/contents.ts'
import type { Place } from '../wheel/tags.ts'
import type { AtPlace } from './observed.ts'
import type { Sign } from './signs.ts'

const MACHINE: Readonly<Record<Place, string>> = { mac: 'macOS on Apple silicon', linux: 'Linux x86_64' }
const GPU: Readonly<Record<Place, string>> = { mac: 'Metal', linux: 'CUDA' }

/** What is there to install. */
export function install(place: Place, { wheel, otherPythons }: AtPlace, python: string, hasSource: boolean): string {
  const machine = MACHINE[place]
  if (wheel?.tags.platforms.includes('any')) return 'One wheel for every platform'
  if (wheel) return `Has a wheel for ${machine} and Python ${python}`
  const built = hasSource ? 'pip would build it from its source' : 'no source to build it from'
  if (otherPythons.length > 0)
    return `Wheels for ${machine} are for Python ${otherPythons.join(', ')}, not for ${python}; ${built}`
  return `Has no wheel for ${machine}; ${built}`
}

export function onlySource(): string {
  return 'Only its source is offered, which pip builds'
}

export function onMacFrom(version: string): string {
  return `Has a wheel for ${MACHINE.mac} from ${version} on`
}

/** What building from source takes, as far as it was looked into. */
export function toBuild(source: SourceContents | undefined, saysRequirements: boolean): string {
  if (!source) return 'whether that needs a compiler is not known'
  const [first] = source.compiled
  if (first !== undefined) return `${fileOf(first)} in it needs a compiler`
  return saysRequirements
    ? 'nothing in it needs a compiler, and nothing that it requires computes on a GPU'
    : 'nothing in it needs a compiler; what it requires, it does not say'
}

/** What shows that it computes on the GPU of a platform. */
export function uses(place: Place, [sign]: readonly Sign[]): string {
  const gpu = GPU[place]
  if (!sign) return ''
  switch (sign.kind) {
    case 'loads':
      return `${fileOf(sign.where ?? '')} in it loads ${sign.what}, which is ${gpu}`
    case 'ships':
      return `it holds ${fileOf(sign.what)}, which is for ${gpu}`
    case 'requires':
      return `it requires ${sign.what}, which is for ${gpu}`
    case 'classifier':
      return `its authors say "${sign.what}"`
  }
}

/** What shows that it computes on CUDA, told of a Mac. */
export function onLinux(signs: readonly Sign[]): string {
  return `${signs[0]?.kind === 'loads' ? 'on Linux, ' : ''}${uses('linux', signs)}`
}

export function elsewhere(signs: readonly Sign[]): string {
  return `${onLinux(signs)}; nothing of Metal is in the one for macOS`
}

export function builtOn(names: readonly string[]): string {
  const some = names.slice(0, 3).join(', ')
  return `it works through ${some}; whether it uses the GPU there, nobody here has said`
}

export function missing(name: string): string {
  return `it requires ${name}, which does not install there`
}

export function nothingForGpus({ contents, wheel }: AtPlace): string {
  if (!contents) return wheel ? 'its files could not be looked into' : ''
  const { binaries, unread, metadata } = contents
  if (metadata === undefined) return 'what it requires, it does not say'
  if (binaries.length === 0) return 'no compiled code in it, and nothing that it requires computes on a GPU'
  const looked = `of ${binaries.length} compiled ${binaries.length === 1 ? 'library' : 'libraries'} in it`
  return unread > 0
    ? `${looked}, ${binaries.length - unread} could be read, and none of these loads anything of a GPU`
    : `${looked}, none loads anything of a GPU`
}

/** Parts as one sentence. */
export function sentence(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('; ')}.`
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

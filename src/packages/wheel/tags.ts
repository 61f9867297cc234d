import type { WheelTags } from '../simple/file-name.ts'

/** The two machines that every wheel is judged for. */
export type Place = 'mac' | 'linux'

/** The oldest macOS for arm64, and the newest of the old count, which universal2 wheels may still name. */
const FIRST_ARM_MACOS = 11
const LAST_OLD_MACOS = 16

/**
 * Whether a wheel installs: on CPython `python` (`3.12`) on macOS `macos` (`26.1`) with Apple silicon, or on Linux
 * x86_64 with glibc. The rules are those of the packaging library (PEP 425, 600), save that any glibc is recent enough.
 */
export function fits({ pythons, abis, platforms }: WheelTags, place: Place, python: string, macos: string): boolean {
  const own = platforms.filter((platform) => isForPlace([platform], place, macos))
  return pythons.some((tag) =>
    abis.some((abi) => runsOn(tag, abi, python) && own.some((platform) => platform !== 'any' || abi === 'none')),
  )
}

/** Whether a wheel is for a machine of that kind, whatever its Python. */
export function isForPlace(platforms: readonly string[], place: Place, macos: string): boolean {
  return platforms.some((platform) => {
    if (platform === 'any') return true
    return place === 'linux' ? isLinux(platform) : isMac(platform, macos)
  })
}

function isLinux(platform: string): boolean {
  return /^(?:manylinux\w{1,20}|linux)_x86_64$/.test(platform)
}

function isMac(platform: string, macos: string): boolean {
  const [, major, minor, kind] = /^macosx_(\d{1,3})_(\d{1,3})_(arm64|universal2)$/.exec(platform) ?? []
  if (kind === undefined) return false
  if (Number(major) >= FIRST_ARM_MACOS) return Number(minor) === 0 && Number(major) <= Number(macos.split('.')[0])
  return kind === 'universal2' && Number(major) === 10 && Number(minor) <= LAST_OLD_MACOS
}

/** The version of Python that a wheel is for: itself, and with a stable interface or none every later one. */
function runsOn(tag: string, abi: string, python: string): boolean {
  const [major, minor] = python.split('.').map(Number)
  const [, kind, tagMajor, tagMinor] = /^(py|cp)(\d)(\d{0,3})$/.exec(tag) ?? []
  if (kind === undefined || Number(tagMajor) !== major) return false
  const same = tagMinor !== '' && Number(tagMinor) === minor
  const notLater = tagMinor === '' || Number(tagMinor) <= (minor ?? 0)
  if (abi === 'none') return kind === 'py' ? notLater : same
  if (abi === 'abi3') return kind === 'cp' && notLater && tagMinor !== ''
  return kind === 'cp' && same && abi === `cp${major}${minor}`
}

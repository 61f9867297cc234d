const MACHINES = new Map([
  ['64', 'x86_64'],
  ['32', 'x86'],
  ['aarch64', 'aarch64'],
  ['arm64', 'arm64'],
  ['ppc64le', 'ppc64le'],
  ['s390x', 's390x'],
  ['armv7l', 'armv7l'],
  ['riscv64', 'riscv64'],
])

/** The names that conda and its kin have for operating systems, as Python calls them. */
const SYSTEMS = new Map([
  ['linux', 'linux'],
  ['osx', 'darwin'],
  ['win', 'win32'],
  ['emscripten', 'emscripten'],
])

/** What conda calls a platform (`osx-arm64`, `linux64`, `unix`), as an environment marker; undefined for an unknown name. */
export function platformMarker(platform: string): string | undefined {
  if (platform === 'unix') return "sys_platform != 'win32'"
  const [, name = '', architecture = ''] = /^(linux|osx|win|emscripten)-?(\w*)$/.exec(platform) ?? []
  const system = SYSTEMS.get(name)
  if (system === undefined) return undefined
  const operating = `sys_platform == '${system}'`
  if (architecture === '') return operating
  // Windows spells the machine in capitals.
  const machine = system === 'win32' && architecture === '64' ? 'AMD64' : MACHINES.get(architecture)
  return machine === undefined ? undefined : `${operating} and platform_machine == '${machine}'`
}

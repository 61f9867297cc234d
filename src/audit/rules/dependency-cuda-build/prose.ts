import type { Source } from '../../../report/report.ts'

export const title = 'A build for CUDA is asked for, of which there is none for Macs'

export const messages = {
  local: (name: string): string =>
    `This asks for a build of ${name} for CUDA; for macOS there is none, and installing stops.`,
  label: (name: string, label: string): string =>
    `This asks for the build ${label} of ${name}; those for macOS bear no such label, and installing stops.`,
  index:
    'This index holds builds for CUDA only, none for macOS, and takes the place of the usual one: installing stops.',
  bound: (name: string): string =>
    `${name} is taken from an index of builds for CUDA on every platform; it has none for macOS.`,
  conda: (name: string): string =>
    `${name} exists for Linux and Windows only; on a Mac the environment cannot be solved.`,
  extra: (name: string, extra: string): string =>
    `The extra ${extra} of ${name} brings in CUDA wheels that no Mac can install.`,
  lockOfOthers: (name: string): string =>
    `The lock lists no file of ${name} for Macs, and it is published as wheels alone, so there is nothing to install.`,
  lock: (name: string): string =>
    `The lock holds ${name} as a build for CUDA alone, so there is nothing to install on a Mac.`,
} as const

export const fixes = {
  local: 'Ask for the plain version on macOS, the build for CUDA with the marker sys_platform != "darwin".',
  label: 'Ask for the plain version on macOS, the one with the label with the marker sys_platform != "darwin".',
  index: 'Name it as an extra index, or in a file of its own for CUDA machines.',
  instructed: 'Say how to install on macOS as well: the same without --index-url.',
  instructedLocal: 'Say how to install on macOS as well: the same version without its label.',
  instructedConda: (name: string): string => `Say how to install on macOS as well: the same without ${name}.`,
  bound: 'Bind the index with a marker, for example sys_platform == "linux".',
  boundOpen:
    'Bind the index with a marker, for example sys_platform == "linux", and let it be explicit, or it is asked first on macOS too.',
  conda: 'Move it to an environment file of its own for CUDA machines.',
  extra: 'Ask for the extra with the marker sys_platform == "linux".',
  lock: (command: string | undefined): string =>
    `Let what it is made from name the build for CUDA for other systems than macOS alone, then lock for macOS as well${command === undefined ? '' : `: ${command}`}.`,
} as const

export const whys = {
  local: 'macOS gets the same version as the usual index has it; on other systems the build for CUDA stays.',
  localTooOld:
    'macOS gets a later version, since this one has no Metal; on other systems the build for CUDA stays. Whether the program goes with the later one is to be tried.',
  extra: (extra: string): string =>
    `macOS goes without the extra ${extra}, of which it can install nothing; on other systems it stays.`,
  bound: 'On macOS the package comes from the usual index; on other systems it comes from this one as before.',
  index:
    'Builds for CUDA are pinned and still come from this index, which pip prefers for their local versions; other packages may come from the usual index, in newer versions.',
} as const

export const sources = {
  local: [
    { url: 'https://github.com/Nerogar/OneTrainer/issues/169', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/zhoudaquan/ChatAnything/issues/3', seen: '2026-11-22', kind: 'issue' },
  ],
  label: [
    { url: 'https://github.com/loinc/comp-loinc/issues/250', seen: '2026-11-28', kind: 'issue' },
    { url: 'https://github.com/Josh-XT/AGiXT/issues/566', seen: '2026-11-28', kind: 'issue' },
  ],
  index: [
    { url: 'https://docs.astral.sh/uv/guides/integration/pytorch/', seen: '2026-11-22', kind: 'documentation' },
    { url: 'https://github.com/rohitg00/ai-engineering-from-scratch/pull/340', seen: '2026-11-22', kind: 'issue' },
  ],
  conda: [
    { url: 'https://github.com/CompVis/stable-diffusion/issues/309', seen: '2026-11-22', kind: 'issue' },
    { url: 'https://github.com/kuleshov-group/mdlm/issues/20', seen: '2026-11-22', kind: 'issue' },
  ],
  extra: [
    { url: 'https://docs.jax.dev/en/latest/installation.html', seen: '2026-11-22', kind: 'documentation' },
    { url: 'pkg:pypi/tensorflow@2.16.1', seen: '2026-11-29', kind: 'package' },
  ],
} as const satisfies Record<string, readonly Source[]>

import type { Source } from '../../../report/report.ts'

export const title = 'A manifest lists other platforms than Macs'

export const messages = {
  pixi: 'pixi installs and runs nothing on a platform that the manifest does not list, and this one lists no Mac.',
  uv: 'uv locks for these environments only, and refuses to install on a Mac, which is none of them.',
} as const

export const fixes = {
  pixi: 'Add osx-arm64 to the platforms, and move what is for CUDA alone to a target such as [target.linux-64.dependencies].',
  uv: 'Add "sys_platform == \'darwin\'" to the environments, and lock anew.',
} as const

export const sources = {
  pixi: [
    { url: 'https://github.com/pablovela5620/hloc-glomap/issues/4', seen: '2026-11-29', kind: 'issue' },
    { url: 'https://github.com/pydata/xarray/issues/11136', seen: '2026-11-29', kind: 'issue' },
  ],
  uv: [{ url: 'https://github.com/thousandbrainsproject/tbp.monty/pull/388', seen: '2026-11-29', kind: 'issue' }],
} as const satisfies Record<keyof typeof messages, readonly Source[]>

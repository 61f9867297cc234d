import { addressesOf } from './address.ts'
import type { Neutral } from './neutral.ts'
import type { IndexSettings } from './settings.ts'
import { readEmitted } from './uv-answers.ts'

/** Compiles nothing, and says under which settings it did. */
const EMIT = ['pip', 'compile', '--emit-index-url', '--emit-find-links', '--no-header', '--offline', '--no-cache', '-']

/** uv asks nobody and fetches no Python. */
export const UV_ENVIRONMENT = { UV_PYTHON_DOWNLOADS: 'never', UV_NO_PROGRESS: '1', NO_COLOR: '1' } as const

/** Without these nobody has chosen an index. */
const OWN_SETTINGS = /^UV_(?:\w*INDEX\w*|FIND_LINKS|CONFIG_FILE)$/

/** What uv says about where it takes packages from; undefined where there is no uv, or none that can answer. */
export async function uvSettings(neutral: Neutral): Promise<IndexSettings | undefined> {
  const program = neutral.find('uv')
  if (program === undefined) return undefined
  const unset = Object.fromEntries(
    Object.keys(process.env).flatMap((name) => (OWN_SETTINGS.test(name) ? [[name, undefined] as const] : [])),
  )
  const [version, said, usual] = await Promise.all([
    neutral.run(program, ['--version'], { environment: UV_ENVIRONMENT }),
    neutral.run(program, EMIT, { environment: UV_ENVIRONMENT }),
    neutral.run(program, [...EMIT, '--no-config'], { environment: { ...UV_ENVIRONMENT, ...unset } }),
  ])
  if (said.code !== 0) return undefined
  const { indexes, links } = readEmitted(said.out)
  const certificates = process.env['SSL_CERT_FILE']
  return {
    toldBy: /^uv \S{1,40}/.exec(version.out)?.[0] ?? 'uv',
    indexes: addressesOf(indexes),
    links: addressesOf(links),
    ...(certificates ? { certificates } : {}),
    chosen: said.out !== usual.out,
  }
}

import { addressesOf } from './address.ts'
import type { Neutral, Said } from './neutral.ts'
import { indexInHelp, isSet, readPipConfig, wordsIn } from './pip-answers.ts'
import type { IndexSettings } from './settings.ts'

/** Ways in which pip is called, the usual ones first. */
const CALLS: readonly (readonly string[])[] = [
  ['pip'],
  ['pip3'],
  ['python3', '-I', '-m', 'pip'],
  ['python', '-I', '-m', 'pip'],
]

/** What pip says about where it takes packages from; undefined where there is no pip to ask. */
export async function pipSettings(neutral: Neutral): Promise<IndexSettings | undefined> {
  for (const [name = '', ...first] of CALLS) {
    const program = neutral.find(name)
    if (program === undefined) continue
    const ask = (...words: string[]): Promise<Said> =>
      // Wide enough that no address is broken into lines.
      neutral.run(program, [...first, ...words], {
        environment: { COLUMNS: '10000', PIP_NO_COLOR: '1', NO_COLOR: '1' },
      })
    const [about, list, help] = await Promise.all([ask('--version'), ask('config', 'list'), ask('download', '--help')])
    const version = /^pip (\S{1,40})/.exec(about.out)?.[1]
    if (version !== undefined && list.code === 0) return settingsFrom(version, list.out, help.out)
  }
  return undefined
}

function settingsFrom(version: string, list: string, help: string): IndexSettings {
  const config = readPipConfig(list)
  const first = config.get('index-url') ?? indexInHelp(help)
  const indexes = isSet(config.get('no-index')) ? [] : [first ?? '', ...wordsIn(config.get('extra-index-url'))]
  const certificates = config.get('cert')
  const proxy = config.get('proxy')
  return {
    toldBy: `pip ${version}`,
    indexes: addressesOf(indexes),
    links: addressesOf(wordsIn(config.get('find-links'))),
    ...(certificates ? { certificates } : {}),
    ...(proxy ? { proxy } : {}),
    chosen: ['index-url', 'extra-index-url', 'no-index', 'find-links'].some((key) => config.has(key)),
  }
}

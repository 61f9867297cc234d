import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { outputs } from '../../src/generated/outputs.ts'
import { effects } from '../../src/report/effects.ts'
import { loadSettings } from '../../src/config/load-settings.ts'
import { runCli } from '../cli/run-cli.ts'
import { folderWith } from './folder.ts'

const root = join(import.meta.dirname, '../..')
const readme = read('README.md')
const documents = [
  'README.md',
  'CHANGELOG.md',
  'knowledge/README.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => `docs/${path.replaceAll('\\', '/')}`),
]

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function headings(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

/** As GitHub makes the address of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-')
}

/** The row of the README about outputs, the one that needs no choice first. */
async function rowOfFormats(): Promise<string> {
  const others = Object.entries(outputs).filter(([name]) => name !== 'terminal')
  const all = await Promise.all(others.map(async ([, load]) => load()))
  const purposes = all.map(({ name, purpose }) => `\`${name}\`: ${purpose}`)
  const text = ['`terminal` (default)', ...purposes].join('; ')
  return `| \`--format <name>\` | ${text} ([how to use them](docs/integrations.md)) |`
}

test.each(documents)('links in %s lead somewhere', (path) => {
  const links = [...read(path).matchAll(/\]\((?!\w+:)([^)\s#]*)(?:#([^)\s]+))?\)/g)]
  const broken = links.filter(([, target = '', anchor]) => {
    const file = target === '' ? path : join(dirname(path), target)
    return !existsSync(join(root, file)) || (anchor !== undefined && !headings(read(file)).includes(anchor))
  })
  expect(broken.map(([link]) => link)).toEqual([])
})

describe('what the README promises is there', () => {
  const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts
  const prose = ['README.md', 'docs/adding.md', 'docs/architecture.md', 'docs/design/reading.md', 'CHANGELOG.md']
    .map(read)
    .join('\n')

  test('npm scripts', () => {
    const named = [...prose.matchAll(/npm run ([\w:-]*\w)/g)].map(([, script = '']) => script)
    expect(named.length).toBeGreaterThan(3)
    expect(named.filter((script) => !(script in scripts))).toEqual([])
  })

  test('options, each of them and no other', async () => {
    const { out } = await runCli(['audit', '--help'])
    const known = [...out.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option = '']) => option)
    const [, table = ''] = /^Options of `audit`:\n\n([\s\S]*?)\n\n/m.exec(readme) ?? []
    const told = [...table.matchAll(/(?<=`)--[a-z-]+/g)].map(([option]) => option)

    expect(told.toSorted()).toEqual(known.toSorted())
  })

  test('commands', async () => {
    const { out } = await runCli(['--help'])
    const told = [...readme.matchAll(/^\| `acclimate (\w+)/gm)].map(([, command = '']) => command)
    const known = [...out.matchAll(/^ {2}(\w+) /gm)].map(([, command = '']) => command)

    expect(told.toSorted()).toEqual(known.filter((command) => command !== 'help').toSorted())
  })

  test('effects', () => {
    for (const effect of effects) expect(readme).toContain(`\`${effect}\``)
  })

  test('each output with its purpose: npx vitest run test/docs/prose -u', async () => {
    const row = await rowOfFormats()
    const rows = /^\| `--format <name>` \|.*$/gm

    expect(readme.match(rows)).toHaveLength(1)
    await expect(readme.replace(rows, () => row)).toMatchFileSnapshot(join(root, 'README.md'))
  })

  test.each(['README.md', 'docs/configuration.md'])('the configuration shown in %s is understood', async (path) => {
    const [, text = ''] = /```toml\n([\s\S]*?)```/.exec(read(path)) ?? []
    await expect(loadSettings(folderWith('acclimate.toml', text))).resolves.toMatchObject({
      settings: { ignores: [{}] },
    })
  })
})

/** But for what is left out, and for the line about files and the age of facts. */
test('the README’s example is what the program says', async () => {
  const { out } = await runCli(['audit', '--as-of', '2026-11-22', 'samples/photo-captions'], { cwd: root })
  const [, example = ''] = /^\$ npx acclimate audit samples\/photo-captions\n([\s\S]*?)\n```/m.exec(readme) ?? []
  const shown = example.split('\n').filter((line) => !line.startsWith('[…') && !line.startsWith('Read '))
  const said = out.split('\n')

  expect(shown.length).toBeGreaterThan(20)
  expect(shown.filter((line) => !said.includes(line))).toEqual([])
})

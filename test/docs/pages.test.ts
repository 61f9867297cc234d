import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../src/generated/rules.ts'

const root = join(import.meta.dirname, '../..')
const pages = filesIn('docs/rules').filter((path) => !path.endsWith('README.md'))

/** What tools/new.mjs writes, and must not stay as it made it. */
const MADE = ['src/audit/rules', 'src/project', 'src/render', 'knowledge/libraries', 'docs/rules']

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .toSorted()
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

function isDay(text: string): boolean {
  return new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}

test('every code has a page with the title of its rule, and every page is that of a code', () => {
  const titles = rules.map(({ code, title }) => [`docs/rules/${code}.md`, `# ${title}`] as const)
  expect(pages).toEqual(titles.map(([page]) => page).toSorted())
  expect(titles.map(([page]) => [page, read(page).split('\n', 1)[0]])).toEqual(titles)
})

test('the folder of a rule is called like its code', () => {
  const missing = rules.filter(
    ({ code }) => !existsSync(join(root, 'src/audit/rules', code.replace('/', '-'), 'index.ts')),
  )
  expect(missing).toEqual([])
})

describe.each(pages)('%s', (page) => {
  test('has a title, what happens, what to do, and sources', () => {
    const text = read(page)
    const [, sources = ''] = text.split('\n## Sources\n')

    expect(text).toMatch(/^# \S/)
    expect(text.match(/^## .+$/gm)).toEqual(
      expect.arrayContaining([
        `## What happens on a ${page.startsWith('docs/rules/metal/') ? 'machine with CUDA' : 'Mac'}`,
        '## How to fix it',
        '## When to ignore it',
      ]),
    )
    expect(sources).toMatch(/^- \S/m)
  })
})

test('the list of pages is up to date: npx vitest run test/docs/pages -u', async () => {
  const rows = pages.map((page) => {
    const code = page.slice('docs/rules/'.length, -'.md'.length)
    return `- [${code}](${code}.md): ${/^# (.+)$/m.exec(read(page))?.[1] ?? ''}\n`
  })
  const text = `# Kinds of findings\n\n\`acclimate explain CODE\` shows each of these pages.\n\n${rows.join('')}`
  await expect(text).toMatchFileSnapshot(join(root, 'docs/rules/README.md'))
})

test('what a rule relies on was seen on a day that there is', () => {
  const seen = filesIn('src/audit').flatMap((path) =>
    [...read(path).matchAll(/\bseen: '([^']*)'/g)].map(([, day = '']) => ({ path, day })),
  )

  expect(seen.length).toBeGreaterThan(50)
  expect(seen.filter(({ day }) => !isDay(day))).toEqual([])
})

test('nothing is left as the skeleton of tools/new.mjs was', () => {
  const unfinished = MADE.flatMap(filesIn).filter((path) => /\bTODO\b/.test(read(path)))
  expect(unfinished).toEqual([])
})

test('the page about claims is what the knowledge says: npm run docs:claims', () => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/docs/claims.mjs', '--check'], { cwd: root })
  expect(String(stderr)).toBe('')
  expect(status).toBe(0)
})

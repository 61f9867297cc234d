import { describe, expect, test } from 'vitest'
import { growing, type GrowingFile, many, slowGrowth } from './growth.ts'

const json = (value: unknown) => JSON.stringify(value, undefined, 1)

/** Files of tasks and of settings by lines. */
const FILES: readonly GrowingFile[] = [
  {
    path: 'justfile',
    texts: {
      recipes: (n) => many(n, (i) => `r${i} a="b":\n    python r.py --device {{a}}\n`),
      variables: (n) => many(n, (i) => `v${i} := "cuda"\n`),
      'lines of a recipe': (n) => `r:\n${many(n, () => `    python r.py {{a}}\n`)}`,
      parameters: (n) => `r ${many(n, (i) => `a${i}="b"`, ' ')}:\n    true\n`,
      'a long word': (n) => `r ${'a'.repeat(n)}:\n`,
    },
  },
  {
    path: 'Taskfile.yml',
    texts: { tasks: (n) => `tasks:\n${many(n, (i) => `  t${i}:\n    cmds: [python t.py --device {{.D}}]\n`)}` },
  },
  {
    path: '.vscode/launch.json',
    texts: {
      programs: (n) => json({ configurations: Array.from({ length: n }, () => ({ program: 'a.py', args: ['--x'] })) }),
    },
  },
  {
    path: 'config.ini',
    texts: {
      sections: (n) => many(n, (i) => `[s${i}]\ndevice = cuda\n`),
      'a long value': (n) => `[s]\ndevice = cuda${' x'.repeat(n)}\n`,
    },
  },
  {
    path: 'train.gin',
    texts: {
      bindings: (n) => many(n, (i) => `a${i}.device = %DEVICE\n`),
      'a long name': (n) => `DEVICE = 'cuda'\n${'a.'.repeat(n)}\n`,
    },
  },
]

describe('files of tasks and settings grow in time as in size', () => {
  test.each(growing(FILES))('$title', async ({ project }) => {
    expect(await slowGrowth(project)).toBeUndefined()
  })
})

import { expect, test } from 'vitest'
import { output as github } from '../../src/render/github/index.ts'
import { output as lines } from '../../src/render/lines/index.ts'
import { output as markdown } from '../../src/render/markdown/index.ts'
import { output as sarif } from '../../src/render/sarif/index.ts'
import { output as statistics } from '../../src/render/statistics/index.ts'
import { output as terminal } from '../../src/render/terminal/index.ts'
import type { Project, Report, Status } from '../../src/report/report.ts'
import { finding, report, site } from './report.ts'
import { shown } from './shown.ts'

/** A project with a status on a Mac and the findings that are about it. */
function project(root: string, status: Status, findings: readonly string[] = []): Project {
  const { platforms, recommendation } = report()
  const edits = { automatic: 0, manual: findings.length }
  const effort = findings.length > 0 ? 'minutes' : 'none'
  return {
    root,
    platforms: { ...platforms, metal: { ...platforms.metal, status, edits, effort } },
    undecided: { places: 0, of: 2, examples: [] },
    recommendation: { ...recommendation, choice: status === 'blocked' ? 'cuda' : 'both' },
    findings,
  }
}

const monorepo = report({
  findings: [
    finding({ sites: [site('libs/sight/sight/net.py', 3)], fingerprint: 'f1' }),
    finding({
      code: 'import/fails',
      message: 'It cannot be imported.',
      sites: [site('libs/play/run.py', 1, 'import procgen')],
      fingerprint: 'f2',
    }),
    finding({
      effect: 'info',
      code: 'memory/pinned',
      reach: 'test',
      sites: [site('tests/a.py', 7)],
      fingerprint: 'f3',
    }),
  ],
  projects: [
    {
      ...project('libs/play', 'blocked', ['f2']),
      undecided: { places: 1, of: 3, examples: [site('libs/play/run.py', 9)] },
    },
    { ...project('libs/sight', 'needs-edits', ['f1']), name: 'eyes' },
    project('libs/app', 'runs-degraded', ['f1']),
    project('libs/sound', 'runs'),
    project('libs/speech', 'runs'),
  ],
})

test('in a terminal: a table, worst first, then a report on each', () => {
  expect(terminal.render(monorepo, { columns: 80, colour: false })).toMatchInlineSnapshot(`
    "captions on a Mac with Apple silicon (macOS 26.1, Python 3.12)

      Mac       1 of 5 projects is blocked, 1 needs edits, 1 runs with limits, 2 run
                as they are
      CUDA      all 5 projects run as they are
      Advice    either will do (likely)

    Projects, worst first
       libs/play   blocked            1 to mend, minutes  stay on CUDA
       libs/sight  needs edits        1 to mend, minutes  either will do
       libs/app    runs, with limits  1 to mend, minutes  either will do
       2 more run: libs/sound, libs/speech

    libs/play: blocked (1 to mend, minutes)
       Open: libs/play/run.py:9

    1. stops the program (1 place)
       It cannot be imported.
         libs/play/run.py:1  import procgen
       import/fails

    libs/sight (eyes): needs edits (1 to mend, minutes)

    1. stops the program (1 place)
       A Mac has no device "cuda".
         libs/sight/sight/net.py:3  model.cuda()
       device/cuda-literal

    libs/app: runs, with limits (1 to mend, minutes)

       and 1 finding in what it imports

    Elsewhere
       memory/pinned                   good to know, 1 place, tests/a.py:7

    More: acclimate explain device/cuda-literal; every place and source: --format
          json
    Read 12 files. Facts as of 2026-11-20, acclimate 1.2.3.
    "
  `)
})

test('in a terminal of any width no line is longer', () => {
  const long = {
    ...monorepo,
    projects: [project(`a/${'deeper/'.repeat(20)}end`, 'blocked', ['f2']), ...(monorepo.projects ?? [])],
  }
  for (const columns of [40, 60, 80, 110]) {
    const table = terminal
      .render(long, { columns, colour: false })
      .split('\n')
      .filter((line) => line.startsWith('   …'))
    expect(table.length).toBe(1)
    expect(table[0]).toMatch(/^ {3}…\S*end {2}/)
  }
})

test('in Markdown', () => {
  expect(markdown.render(monorepo)).toMatchInlineSnapshot(`
    "<!-- acclimate -->
    ## captions on a Mac

    | | |
    | --- | --- |
    | **Mac** | **1 of 5 projects is blocked, 1 needs edits, 1 runs with limits, 2 run as they are** |
    | **CUDA** | **all 5 projects run as they are** |
    | **Advice** | **either will do** (likely) |

    Judged for macOS 26.1 and Python 3.12.

    | project | on a Mac | on CUDA | to mend | advice |
    | --- | --- | --- | --- | --- |
    | <code>libs/play</code> | **blocked** | runs | 1 to mend, minutes | stay on CUDA |
    | <code>libs/sight</code> | **needs edits** | runs | 1 to mend, minutes | either will do |
    | <code>libs/app</code> | **runs, with limits** | runs | 1 to mend, minutes | either will do |

    Run as they are: <code>libs/sound</code>, <code>libs/speech</code>.

    ### <code>libs/play</code>: blocked

    1. **stops the program**: It cannot be imported.
       (1 place; <code>import/fails</code>; <code>pkg:pypi/torch@2.6.0</code>, 2026-11-01)
       - <code>libs/play/run.py:1</code> <code>import procgen</code>

    ### <code>libs/sight</code>: needs edits

    1. **stops the program**: A Mac has no device "cuda".
       (1 place; <code>device/cuda-literal</code>; <code>pkg:pypi/torch@2.6.0</code>, 2026-11-01)
       - <code>libs/sight/sight/net.py:3</code> <code>model.cuda()</code>

    ### 3 findings

    <details><summary>Every finding with its place</summary>

    | effect | place | what happens | fix |
    | --- | --- | --- | --- |
    | stops the program | <code>libs/sight/sight/net.py:3</code> | A Mac has no device "cuda".<br><code>device/cuda-literal</code> |  <!-- f1 --> |
    | stops the program | <code>libs/play/run.py:1</code> | It cannot be imported.<br><code>import/fails</code> |  <!-- f2 --> |
    | good to know<br>test | <code>tests/a.py:7</code> | A Mac has no device "cuda".<br><code>memory/pinned</code> |  <!-- f3 --> |

    </details>

    <sub>12 files read. Facts as of 2026-11-20, acclimate 1.2.3.</sub>
    "
  `)
})

test('in GitHub’s annotations the summary names those that do not simply run', () => {
  const [summary] = github.render(monorepo).split('\n')
  expect(summary).toContain('1 of 5 projects is blocked, 1 needs edits, 1 runs with limits, 2 run as they are')
  expect(summary).toContain('libs/play: blocked%0Alibs/sight: needs edits%0Alibs/app: runs, with limits%0A')
})

test('in SARIF each is among the properties of the run', () => {
  const { projects } = JSON.parse(shown(sarif, monorepo)).runs[0].properties
  expect(projects).toContainEqual({
    root: 'libs/sight',
    name: 'eyes',
    metal: 'needs-edits',
    cuda: 'runs',
    recommendation: 'both',
  })
  expect(projects.length).toBe(5)
})

test('where all fare alike, that is said', () => {
  const alike: Report = { ...monorepo, projects: [project('a', 'runs'), project('b', 'runs')] }
  expect(terminal.render(alike, { columns: 80, colour: false })).toContain('Mac       both projects run as they are')
})

test('outputs of lines, and notifications in SARIF, have a line for each, worst first', () => {
  const told = [
    'Project libs/play: is blocked on a Mac (1 to mend, minutes); runs on CUDA',
    'Project libs/sight: needs edits on a Mac (1 to mend, minutes); runs on CUDA',
    'Project libs/app: runs, slower or with the GPU idle in places on a Mac (1 to mend, minutes); runs on CUDA',
    'Project libs/sound: runs on a Mac; runs on CUDA',
    'Project libs/speech: runs on a Mac; runs on CUDA',
  ]
  const { invocations } = JSON.parse(shown(sarif, monorepo)).runs[0]
  const notes: readonly { readonly level: string; readonly message: { readonly text: string } }[] =
    invocations[0].toolExecutionNotifications
  expect(notes.filter(({ level }) => level === 'note').map(({ message }) => message.text)).toEqual(told)
  for (const output of [lines, statistics]) {
    expect(
      shown(output, monorepo)
        .split('\n')
        .filter((line) => line.startsWith('Project ')),
    ).toEqual(told)
  }
})

import { entriesOf, itemsOf, member, scalarsOf, textOf, type Value } from '../../data/value.ts'
import { readYaml } from '../../data/yaml.ts'
import type { ContainerFact, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { gpuRunners } from '../ci-runner.ts'
import { environmentOf } from '../environment.ts'
import { imageOf } from '../images.ts'
import { scriptFacts } from '../scripts.ts'
import { sumFacts } from '../../sum-facts.ts'

export const format = {
  name: 'github-actions',
  specification: 'https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax',
  recognises: (path) => /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) || /(?:^|\/)action\.ya?ml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  const parts = documents.flatMap((root) => [
    { containers: environmentOf(file, member(root, 'env')) },
    ...entriesOf(member(root, 'jobs')).flatMap(({ value: job }) => [
      { containers: jobFacts(file, job) },
      ...stepsOf(file, job, defaultShell(root, job)),
    ]),
    ...stepsOf(file, member(root, 'runs'), 'bash'),
  ])
  return sumFacts([...parts, { unread }])
}

/** The shell of steps that name none; on Windows that is PowerShell. */
function defaultShell(root: Value, job: Value): string {
  const stated = [job, root]
    .map((scope) => textOf(member(scope, 'defaults', 'run', 'shell')))
    .find((shell) => shell !== undefined)
  return stated ?? (scalarsOf(member(job, 'runs-on')).some(({ text }) => /^windows/i.test(text)) ? 'pwsh' : 'bash')
}

function jobFacts(file: TextFile, job: Value): ContainerFact[] {
  const containers = [member(job, 'container'), ...entriesOf(member(job, 'services')).map(({ value }) => value)]
  return [
    ...gpuRunners(file, member(job, 'runs-on')),
    ...matrixRunners(file, job),
    ...containers.flatMap((container) =>
      imageOf(file, container?.kind === 'mapping' ? member(container, 'image') : container),
    ),
    ...environmentOf(file, member(job, 'env')),
  ]
}

/** `runs-on: ${{ matrix.os }}` names its machines in the matrix. */
function matrixRunners(file: TextFile, job: Value): ContainerFact[] {
  const axis = /matrix\.([\w-]+)/.exec(textOf(member(job, 'runs-on')) ?? '')?.[1]
  return axis === undefined ? [] : gpuRunners(file, member(job, 'strategy', 'matrix', axis))
}

function stepsOf(file: TextFile, job: Value | undefined, usualShell: string): FileFacts[] {
  return itemsOf(member(job, 'steps')).flatMap((step) => {
    // PowerShell, Python and other languages are not shell text.
    const shell = textOf(member(step, 'shell')) ?? usualShell
    return [
      { containers: environmentOf(file, member(step, 'env')) },
      /^(?:ba|z|da)?sh\b/.test(shell) ? scriptFacts(file, member(step, 'run'), 'ci') : {},
    ]
  })
}

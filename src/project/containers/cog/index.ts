import { member, scalarsOf, type Value } from '../../data/value.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { entryOf, gpuEntry, imageOf } from '../images.ts'
import { scriptFacts } from '../scripts.ts'
import { sumFacts } from '../../sum-facts.ts'
import { packageFacts, pythonFacts } from './python.ts'

export const format = {
  name: 'cog',
  specification: 'https://github.com/replicate/cog/blob/main/docs/yaml.md',
  recognises: (path) => /(?:^|\/)cog[\w.-]*\.ya?ml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  return sumFacts([...documents.flatMap((root) => buildFacts(file, member(root, 'build'))), { unread }])
}

function buildFacts(file: TextFile, build: Value | undefined): FileFacts[] {
  const gpu = entryOf(build, 'gpu')
  const cuda = entryOf(build, 'cuda')
  const asksForGpu = gpu?.value.kind === 'scalar' && gpu.value.value === true
  return [
    { containers: asksForGpu ? [gpu, ...(cuda ? [cuda] : [])].map((entry) => gpuEntry(file, 'setting', entry)) : [] },
    { containers: imageOf(file, member(build, 'image')) },
    pythonFacts(file, member(build, 'python_version')),
    packageFacts(file, scalarsOf(member(build, 'python_packages'))),
    ...runSteps(build).map((step) => scriptFacts(file, step, 'manifest')),
  ]
}

/** A step of `run` is shell text or a mapping with the text under `command`. */
function runSteps(build: Value | undefined): Value[] {
  const steps = ['run', 'pre_install'].flatMap((key) => {
    const value = member(build, key)
    return value?.kind === 'list' ? value.items : value ? [value] : []
  })
  return steps.flatMap((step) => (step.kind === 'mapping' ? (member(step, 'command') ?? []) : step))
}

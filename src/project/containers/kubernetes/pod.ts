import { entriesOf, itemsOf, member, textOf, type Entry, type Value } from '../../data/value.ts'
import type { ContainerFact, FileFacts } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { environmentOf } from '../environment.ts'
import { entryOf, gpuEntry, imageOf } from '../images.ts'
import { wordsFacts } from '../scripts.ts'

/** Resources that device plugins offer: `nvidia.com/gpu`, `nvidia.com/mig-1g.5gb`, `amd.com/gpu`. */
const GPU_RESOURCE = /^(?:nvidia\.com\/|amd\.com\/gpu)/
const GPU_LABEL = /gpu|nvidia/i

/** What one mapping says if it has the shape of a pod's specification, whatever kind of manifest it stands in. */
export function podFacts(file: TextFile, pod: Value): FileFacts[] {
  const containers = ['initContainers', 'containers'].flatMap((key) => itemsOf(member(pod, key)))
  return [
    { containers: schedulingFacts(file, pod) },
    ...containers.flatMap((container) => [
      { containers: containerFacts(file, container) },
      commandFacts(file, container),
    ]),
  ]
}

function containerFacts(file: TextFile, container: Value): ContainerFact[] {
  const resources = [member(container, 'resources', 'requests'), member(container, 'resources', 'limits')]
  return [
    ...imageOf(file, member(container, 'image')),
    ...environmentOf(file, member(container, 'env')),
    ...resources
      .flatMap(entriesOf)
      .filter(isGpuResource)
      .map((entry) => gpuEntry(file, 'resource-limit', entry)),
  ]
}

function isGpuResource({ key, value }: Entry): boolean {
  return GPU_RESOURCE.test(key) && textOf(value) !== '0'
}

/** `command` and `args` are one command line. */
function commandFacts(file: TextFile, container: Value): FileFacts {
  const parts = [member(container, 'command'), member(container, 'args')].filter((part) => part !== undefined)
  const [first, last] = [parts[0], parts.at(-1)]
  if (!first || !last) return {}
  return wordsFacts(file, { kind: 'list', items: parts.flatMap(itemsOf), at: first.at, end: last.end }, 'manifest')
}

function schedulingFacts(file: TextFile, pod: Value): ContainerFact[] {
  const runtime = entryOf(pod, 'runtimeClassName')
  const labels = entriesOf(member(pod, 'nodeSelector')).filter(({ key, value }) =>
    GPU_LABEL.test(`${key}=${textOf(value) ?? ''}`),
  )
  return [
    ...(runtime && textOf(runtime.value)?.includes('nvidia') ? [gpuEntry(file, 'runtime', runtime)] : []),
    ...labels.map((label) => gpuEntry(file, 'setting', label)),
  ]
}

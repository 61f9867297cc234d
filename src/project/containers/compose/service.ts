import { entriesOf, itemsOf, member, scalarsOf, textOf, type Value } from '../../data/value.ts'
import type { ContainerFact, FileFacts } from '../../facts.ts'
import type { TextFile } from '../../text-file.ts'
import { environmentOf } from '../environment.ts'
import { entryOf, gpuEntry, gpuScalar, imageOf, platformOf } from '../images.ts'
import { wordsFacts } from '../scripts.ts'

/** The facts of every service of a Compose file. */
export function servicesOf(file: TextFile, document: Value): FileFacts[] {
  return entriesOf(member(document, 'services')).flatMap(({ value: service }) => [
    { containers: containerFacts(file, service) },
    wordsFacts(file, member(service, 'entrypoint'), 'compose'),
    wordsFacts(file, member(service, 'command'), 'compose'),
  ])
}

function containerFacts(file: TextFile, service: Value): ContainerFact[] {
  const isOptional = itemsOf(member(service, 'profiles')).length > 0
  const requests = [...runtimeOf(file, service), ...reservedDevices(file, service)]
  return [
    ...imageOf(file, member(service, 'image')),
    ...platformOf(file, member(service, 'platform')),
    ...environmentOf(file, member(service, 'environment')),
    ...requests.map((request) => (isOptional ? { ...request, optional: true as const } : request)),
  ]
}

function runtimeOf(file: TextFile, service: Value): ContainerFact[] {
  const runtime = entryOf(service, 'runtime')
  const gpus = entryOf(service, 'gpus')
  return [
    ...(runtime && textOf(runtime.value)?.includes('nvidia') ? [gpuEntry(file, 'runtime', runtime)] : []),
    ...(gpus ? [gpuEntry(file, 'device-reservation', gpus)] : []),
    ...scalarsOf(member(service, 'devices'))
      .filter(({ text }) => text.includes('nvidia'))
      .map((device) => gpuScalar(file, 'flag', device)),
  ]
}

/** `deploy.resources.reservations.devices` with a `gpu` capability or NVIDIA's driver. */
function reservedDevices(file: TextFile, service: Value): ContainerFact[] {
  const devices = itemsOf(member(service, 'deploy', 'resources', 'reservations', 'devices'))
  return devices.flatMap((device) => {
    const capability = scalarsOf(member(device, 'capabilities')).find(({ text }) => text === 'gpu')
    const driver = member(device, 'driver')
    const asked = capability ?? (textOf(driver) === 'nvidia' ? driver : undefined)
    return asked ? [gpuScalar(file, 'device-reservation', asked)] : []
  })
}

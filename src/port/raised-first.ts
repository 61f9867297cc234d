import { lt, valid } from '@renovatebot/pep440'
import type { PortFirst } from '../report/port.ts'
import type { Report } from '../report/report.ts'
import { placeIn } from './place-in.ts'

/** The first release of PyTorch that can be asked for Metal. */
const METAL_SINCE = '1.12'

/** PyTorch, where what is required or locked holds the project to one without Metal: then there are no edits that ask for it. */
export function raisedFirst({ findings, target }: Report): PortFirst | undefined {
  const held = findings.filter(
    ({ code, library, reach }) => code === 'dependency/pinned-too-old' && library === 'PyTorch' && reach === 'main',
  )
  const own = target.packages['torch']
  const isOld = own !== undefined && valid(own.version) !== null && lt(own.version, METAL_SINCE)
  if (held.length === 0 && !isOld) return undefined
  const sites = held.flatMap((finding) => finding.sites.map(placeIn))
  return { package: 'torch', atLeast: METAL_SINCE, ...(isOld && { version: own.version }), sites }
}

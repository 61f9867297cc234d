import type { PortSite } from '../report/port.ts'

/** A place as a Port has it. */
export function placeIn({ file, line, cell, excerpt }: PortSite): PortSite {
  return { file, line, ...(cell !== undefined && { cell }), excerpt }
}

import type { ContainerFact, FileFacts } from '../../src/project/facts.ts'
import type { Format } from '../../src/project/format.ts'

/** What a format reads, each fact as one line: `what line:column`. */
export function reading(format: Format, text: string, path = 'file') {
  const {
    containers = [],
    commands = [],
    unread = [],
    declarations = [],
    pythons = [],
  }: FileFacts = format.read({ path, text })
  return {
    containers: containers.map((fact) => `${describeFact(fact)} ${fact.site.line}:${fact.site.column}`),
    commands: commands.map(({ words, site }) => `${words.join(' ')} ${site.line}:${site.column}`),
    declarations: declarations.map(({ name, specifier, site }) => `${name}${specifier} ${site.line}:${site.column}`),
    pythons: pythons.map(({ specifier, site }) => `${specifier} ${site.line}:${site.column}`),
    unread,
  }
}

function describeFact(fact: ContainerFact): string {
  if (fact.kind === 'base-image') return `image ${fact.image}${fact.stage ? ` as ${fact.stage}` : ''}`
  if (fact.kind === 'gpu-request') return `gpu by ${fact.how}: ${fact.what}`
  return fact.kind === 'platform' ? `platform ${fact.platform}` : `env ${fact.name}=${fact.value}`
}

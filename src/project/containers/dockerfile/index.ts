import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { sumFacts } from '../../sum-facts.ts'
import { instructionFacts } from './instructions.ts'
import { parsedDockerfile } from './parsed.ts'
import { stageFacts } from './stages.ts'

/** Longest Dockerfile that is read, in UTF-16 code units; larger ones embed data. */
const MAX_DOCKERFILE = 500_000
const NAME = /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?|[\w.-]+\.(?:dockerfile|containerfile))$/i
/** `dockerfile_parser.py` is about Dockerfiles and none. */
const OTHER_LANGUAGE = /\.(?:py|ts|js|go|rs|sh|md|rst|txt|html|json|ya?ml|toml|dockerignore)$/i

export const format = {
  name: 'dockerfile',
  specification: 'https://docs.docker.com/reference/dockerfile/',
  recognises: (path) => NAME.test(path) && !OTHER_LANGUAGE.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  if (file.text.length > MAX_DOCKERFILE) {
    return { unread: [{ file: file.path, reason: `Dockerfile: longer than ${MAX_DOCKERFILE} characters` }] }
  }
  const dockerfile = parsedDockerfile(file.text)
  return sumFacts([{ containers: stageFacts(file, dockerfile) }, ...instructionFacts(file, dockerfile)])
}

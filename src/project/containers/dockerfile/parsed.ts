import { type Dockerfile, DockerfileParser } from 'dockerfile-ast'
import { Util } from 'dockerfile-ast/lib/util.js'

// The library asks Node's Buffer about the first character, which browsers do not have; texts are without it already.
Util.isUTF8BOM = () => false

/** The instructions of a Dockerfile, with their places. */
export function parsedDockerfile(text: string): Dockerfile {
  // The parser takes quadratic time to see that a first line that never ends is a comment.
  return DockerfileParser.parse(`${text}\n`)
}

import { entriesOf, itemsOf, member, type Value } from '../../data/value.ts'
import { readYaml } from '../../data/yaml.ts'
import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { gpuRunners } from '../ci-runner.ts'
import { environmentOf } from '../environment.ts'
import { imageOf } from '../images.ts'
import { scriptFacts } from '../scripts.ts'
import { sumFacts } from '../../sum-facts.ts'

const SCRIPTS = ['before_script', 'script', 'after_script']

export const format = {
  name: 'gitlab-ci',
  specification: 'https://docs.gitlab.com/ci/yaml/',
  recognises: (path) =>
    /(?:^|\/)(?:[\w.-]*\.)?gitlab-ci\.ya?ml$/.test(path) || /(?:^|\/)\.gitlab\/ci\/[^/]+\.ya?ml$/.test(path),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { documents, unread } = readYaml(file)
  // What stands at the root holds for every job, so the root is read as one.
  const jobs = documents.flatMap((root) => [root, ...entriesOf(root).map(({ value }) => value)])
  return sumFacts([...jobs.flatMap((job) => jobFacts(file, job)), { unread }])
}

function jobFacts(file: TextFile, job: Value): FileFacts[] {
  const services = itemsOf(member(job, 'services'))
  return [
    {
      containers: [
        ...gpuRunners(file, member(job, 'tags')),
        ...[member(job, 'image'), ...services].flatMap((image) =>
          imageOf(file, image?.kind === 'mapping' ? member(image, 'name') : image),
        ),
        ...environmentOf(file, member(job, 'variables')),
      ],
    },
    ...SCRIPTS.map((key) => scriptFacts(file, flat(file, member(job, key)), 'ci')),
  ]
}

/** Scripts may be lists of lists, since anchors put one within another; a `!reference` only names its lines. */
function flat(file: TextFile, script: Value | undefined): Value | undefined {
  if (script?.kind !== 'list') return script
  const lines = script.items.filter(
    (item) => !/!reference\s*$/.test(file.text.slice(Math.max(0, item.at - 12), item.at)),
  )
  return { ...script, items: lines.flatMap((line) => (line.kind === 'list' ? line.items : line)) }
}

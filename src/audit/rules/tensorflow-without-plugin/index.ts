import type { ImportSeen } from '../../../trace/observation.ts'
import type { Library } from '../../../knowledge/knowledge.ts'
import { libraryByPypi } from '../../../knowledge/libraries.ts'
import { statementOnMac } from '../../../knowledge/taken.ts'
import { declared, useSite } from '../../observations/sites.ts'
import { libraryOf, required } from '../../packages/needs.ts'
import { librarySubject, versionOf } from '../../packages/package-version.ts'
import { importsOf } from '../../reachability/library-imports.ts'
import { reachOfUse } from '../../reachability/reach-of-use.ts'
import { nearest } from '../../reachability/reach.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { fixes, message, title } from './prose.ts'

/** TensorFlow in projects that do not ask for Apple's plug-in, without which it computes on the CPU of a Mac. */
export const rule = {
  code: 'tensorflow/without-plugin',
  title,
  words: { strong: ['tensorflow'] },
  find: (context) => {
    const library = libraryByPypi(context.knowledge, 'tensorflow')
    return library && !hasPlugin(context) ? draftsOf(library, context) : []
  },
} satisfies Rule

/** What brings the module `tensorflow`. */
const DISTRIBUTIONS = ['tensorflow', 'tensorflow-cpu', 'tensorflow-macos']

/** Frameworks beside which TensorFlow mostly reads data, writes logs or converts weights. */
const OTHER_FRAMEWORKS = ['torch', 'jax', 'mxnet', 'paddle', 'mlx']

/** Parts of TensorFlow that leave the GPU alone on any machine. */
const PLAIN =
  /^tensorflow\.(?:summary|io|data|core|python\.(?:summary|platform|framework|client|util|training))(?:\.|$)/

function hasPlugin({ facts }: AuditContext): boolean {
  return [...facts.declarations, ...facts.locked].some(({ name }) => name === 'tensorflow-metal')
}

function draftsOf(library: Library, context: AuditContext): Draft[] {
  const imports = importsOf(context, library).filter(computes)
  if (imports.length === 0) return []
  const statement = statementOnMac(context.knowledge, library, versionOf(context, 'tensorflow'), context.asOf)
  // Of what does not install, or cannot use the GPU at all, the rules about dependencies tell.
  if (!statement || statement.installs !== true || statement.gpu === false) return []
  const needs = required(context).filter(({ declaration }) => {
    const own = libraryOf(context, declaration)
    return own !== undefined && own.pypi.some((name) => DISTRIBUTIONS.includes(name))
  })
  const isAlone = !OTHER_FRAMEWORKS.some((framework) => context.traits.imports.has(framework))
  return [
    {
      effect: 'falls-back',
      certainty: isAlone && imports.some(({ live }) => live === 'yes') ? 'likely' : 'possible',
      message,
      subject: librarySubject(library, context),
      sites:
        needs.length > 0
          ? needs.map(({ declaration }) => declared(declaration.site))
          : imports.slice(0, 1).map(useSite),
      causes: imports.map(useSite),
      sources: statement.sources,
      library: library.name,
      backend: 'tensorflow',
      fix: { kind: 'manual', effort: 'minutes', summary: statement.gpu === true ? fixes.add : fixes.hold },
      reach: nearest(imports.map((observation) => reachOfUse(context, observation))),
    },
  ]
}

/** Whether what is imported may compute: the whole, or a part that uses the GPU elsewhere. */
function computes({ name, names }: ImportSeen): boolean {
  return names.length === 0 || name !== 'tensorflow'
    ? !PLAIN.test(name)
    : !names.every((own) => PLAIN.test(`${name}.${own}`))
}

import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { DockerfileParser } from 'dockerfile-ast'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { defineFleet } from '../../packages/fleet/src/commands/program.ts'
import { DEFAULT_LIMITS } from '../../packages/fleet/src/limits.ts'

const text = (path: string): string => readFileSync(new URL(`../../packages/fleet/${path}`, import.meta.url), 'utf8')
const manifest: { readonly name: string; readonly version: string; readonly bin: Readonly<Record<string, string>> } =
  JSON.parse(text('package.json'))

/** What is written is known to Compose or Kubernetes: a misspelt key is refused by these as it is here. */
const texts = v.array(v.string())
const environment = v.record(v.pipe(v.string(), v.regex(/^[A-Z_]+$/)), v.string())
const compose = v.strictObject({
  services: v.strictObject({
    postgres: v.strictObject({
      image: v.pipe(v.string(), v.regex(/^postgres:\d+$/)),
      environment,
      volumes: texts,
      healthcheck: v.strictObject({ test: texts, interval: v.string() }),
    }),
    worker: v.strictObject({
      build: v.literal('.'),
      command: texts,
      depends_on: v.record(v.string(), v.strictObject({ condition: v.literal('service_healthy') })),
      environment,
      init: v.boolean(),
      read_only: v.literal(true),
      volumes: texts,
      stop_grace_period: v.string(),
      restart: v.picklist(['no', 'always', 'on-failure', 'unless-stopped']),
    }),
  }),
  volumes: v.record(v.string(), v.null()),
})

const secret = v.strictObject({
  secretKeyRef: v.strictObject({ name: v.string(), key: v.string(), optional: v.optional(v.boolean()) }),
})
const probe = v.strictObject({
  httpGet: v.strictObject({ path: v.string(), port: v.string() }),
  periodSeconds: v.number(),
})
const quantities = v.record(v.picklist(['cpu', 'memory', 'ephemeral-storage']), v.string())
const kubernetes = v.strictObject({
  apiVersion: v.literal('apps/v1'),
  kind: v.literal('Deployment'),
  metadata: v.strictObject({ name: v.string() }),
  spec: v.strictObject({
    replicas: v.number(),
    selector: v.strictObject({ matchLabels: v.record(v.string(), v.string()) }),
    template: v.strictObject({
      metadata: v.strictObject({
        labels: v.record(v.string(), v.string()),
        annotations: v.record(v.string(), v.string()),
      }),
      spec: v.strictObject({
        terminationGracePeriodSeconds: v.number(),
        automountServiceAccountToken: v.literal(false),
        securityContext: v.strictObject({
          runAsNonRoot: v.literal(true),
          runAsUser: v.number(),
          fsGroup: v.number(),
          seccompProfile: v.strictObject({ type: v.literal('RuntimeDefault') }),
        }),
        containers: v.tuple([
          v.strictObject({
            name: v.string(),
            image: v.string(),
            args: texts,
            env: v.array(v.strictObject({ name: v.string(), valueFrom: secret })),
            ports: v.tuple([v.strictObject({ name: v.string(), containerPort: v.number() })]),
            livenessProbe: probe,
            readinessProbe: probe,
            resources: v.strictObject({ requests: quantities, limits: quantities }),
            securityContext: v.strictObject({
              allowPrivilegeEscalation: v.literal(false),
              readOnlyRootFilesystem: v.literal(true),
              capabilities: v.strictObject({ drop: v.tuple([v.literal('ALL')]) }),
            }),
            volumeMounts: v.array(v.strictObject({ name: v.string(), mountPath: v.string() })),
          }),
        ]),
        volumes: v.array(v.strictObject({ name: v.string(), emptyDir: v.strictObject({ sizeLimit: v.string() }) })),
      }),
    }),
  }),
})

const { worker, postgres } = v.parse(compose, parse(text('deploy/compose.yaml'))).services
const { spec } = v.parse(kubernetes, parseAllDocuments(text('deploy/kubernetes.yaml'))[0]?.toJS())
const pod = spec.template.spec
const [container] = pod.containers
const [{ name: portName, containerPort }] = container.ports
/** Seconds for which a worker may go on once it is told to stop. */
const LONGEST = DEFAULT_LIMITS.seconds

test.each([
  ['Compose', worker.command],
  ['Kubernetes', container.args],
])('%s gives the worker a command and options that there are', (_, words) => {
  expect(() => understood(words)).not.toThrow()
  expect(() => understood([...words, '--no-such-option'])).toThrow(/no-such-option/)
  expect(words[words.indexOf('--metrics-port') + 1]).toBe(String(containerPort))
})

test('commands in remarks are those that there are', () => {
  const remarks = text('deploy/compose.yaml').matchAll(/^#.* worker (\w+.*)$/gm)
  const commands = [...remarks].map(([, words = '']) => words.split(' '))
  expect(commands.map(([name]) => name)).toEqual(['add', 'status'])
  for (const words of commands) expect(() => understood(words)).not.toThrow()
})

test('variables are those that are read', () => {
  const named = [...Object.keys(worker.environment), ...container.env.map(({ name }) => name)]
  const read = text('src/commands/flags.ts') + text('src/credentials.ts')
  expect(new Set(named)).toEqual(new Set(['ACCLIMATE_FLEET_QUEUE', 'ACCLIMATE_FLEET_TOKENS']))
  for (const name of named) expect(read).toContain(`'${name}'`)
  expect(worker.environment['ACCLIMATE_FLEET_QUEUE']).toContain(`@postgres/${postgres.environment['POSTGRES_DB']}`)
})

test('probes ask what is served, where it is served', () => {
  const served = text('src/metrics/serve.ts')
  for (const { httpGet } of [container.livenessProbe, container.readinessProbe]) {
    expect(served).toContain(`app.get('${httpGet.path}'`)
    expect(httpGet.port).toBe(portName)
  }
  expect(spec.template.metadata.annotations).toMatchObject({ 'prometheus.io/port': String(containerPort) })
  expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels)
})

test('what a worker may take is there, and so is the time to end what it does', () => {
  const workers = Number(container.args[container.args.indexOf('--workers') + 1])
  expect(bytesOf(container.resources.limits['memory'])).toBeGreaterThan(workers * DEFAULT_LIMITS.memory)
  // What is fetched, and again what is checked out.
  const copies = pod.volumes.find(({ name }) => name === container.volumeMounts[0]?.name)
  expect(bytesOf(copies?.emptyDir.sizeLimit)).toBeGreaterThan(workers * 2 * DEFAULT_LIMITS.bytes)
  expect(container.volumeMounts[0]?.mountPath).toBe('/tmp')
  expect(worker.volumes).toEqual(['/tmp'])
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(LONGEST)
  expect(Number(/^(\d+)m$/.exec(worker.stop_grace_period)?.[1]) * 60).toBeGreaterThan(LONGEST)
})

test('the image has what a worker needs, and is called after the release', () => {
  const instructions = DockerfileParser.parse(text('deploy/Dockerfile')).getInstructions()
  const written = instructions.map((one) => `${one.getInstruction()} ${one.getArgumentsContent() ?? ''}`)
  expect(written.join('\n')).toMatch(/^FROM node:(?:2[2-9])-\S+\n/)
  expect(written.find((one) => one.startsWith('RUN apt-get'))).toMatch(/ git /)
  expect(written.find((one) => one.startsWith('RUN npm'))).toMatch(new RegExp(` acclimate ${manifest.name}$`))
  expect(written.at(-2)).toBe('USER node')
  expect(JSON.parse(written.at(-1)?.replace('ENTRYPOINT ', '') ?? '')).toEqual(Object.keys(manifest.bin))
  expect(container.image).toBe(`acclimate-fleet:${manifest.version}`)
})

/** Has the words read as the command line reads them. Throws what it would say. */
function understood(words: readonly string[]): void {
  const program = new Command().exitOverride()
  defineFleet(program, () => {})
  for (const command of program.commands)
    command
      .exitOverride()
      .action(() => {})
      .configureOutput({ writeErr: () => {} })
  program.parse(words, { from: 'user' })
}

function bytesOf(quantity: string | undefined): number {
  return Number(/^(\d+)Gi$/.exec(quantity ?? '')?.[1]) * 2 ** 30
}

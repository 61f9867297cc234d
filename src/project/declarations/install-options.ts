import type { PackageIndex } from '../facts.ts'

/** A word of a command or of an option line; offsets are those of the file, where there is one. */
export interface Word {
  readonly text: string
  readonly at: number
  readonly end: number
}

/** What the value of an option is; `other` values are stepped over. */
type Meaning = 'requirement' | 'other' | PackageIndex['kind']
export type Options = ReadonlyMap<string, Meaning>

export interface Argument extends Word {
  readonly meaning: Meaning
}

/** The options of `pip install` that take a value, and those of `uv pip install`. */
export const PIP_OPTIONS = optionsOf([
  ['requirement', '-e --editable'],
  ['index', '-i --index-url --pypi-url --default-index'],
  ['extra-index', '--extra-index-url --index'],
  ['find-links', '-f --find-links'],
  [
    'other',
    '-r --requirement -c --constraint -t --target -C --config-settings --config-setting -p --python --platform ' +
      '--python-version --python-platform --implementation --abi --root --prefix --src --upgrade-strategy ' +
      '--global-option --install-option --build-option --no-binary --only-binary --progress-bar --root-user-action ' +
      '--report --group --cache-dir --proxy --retries --timeout --exists-action --trusted-host --cert --client-cert ' +
      '--log --use-feature --use-deprecated --keyring-provider --hash --torch-backend --index-strategy --extra ' +
      '--override --overrides --build-constraint -b --link-mode --resolution --prerelease -P --upgrade-package ' +
      '--reinstall-package --no-build-package --no-build-isolation-package --config-file --directory --project ' +
      '--exclude-newer --allow-insecure-host --color',
  ],
])

/** The options of `uv add`, `poetry add` and their like that take a value; `-e` takes none in them. */
export const ADD_OPTIONS = optionsOf([
  ['index', '-i --index-url --default-index'],
  ['extra-index', '--extra-index-url --index'],
  ['find-links', '-f --find-links'],
  [
    'other',
    '-r --requirements -c --constraints -m --marker --markers --optional -G --group --extra -E --extras --source ' +
      '--package --script --rev --tag --branch --bounds -p --python --platform --project --directory -C -P -F ' +
      '--feature --git --subdir --exclude-newer --prerelease --resolution --index-strategy --cache-dir --categories',
  ],
])

/** The options of `conda install` and `conda create` that take a value. */
export const CONDA_OPTIONS = optionsOf([
  ['channel', '-c --channel'],
  [
    'other',
    '-n --name -p --prefix --file -f --clone --solver --revision --repodata-fn --platform --subdir ' +
      '--channel-alias -r --root-prefix --rc-file --freeze-installed-package',
  ],
])

/** The arguments among a command's words: operands, which are requirements, and values of options. */
export function readArguments(words: readonly Word[], options: Options): readonly Argument[] {
  const found: Argument[] = []
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index]
    if (word === undefined) break
    if (!word.text.startsWith('-')) {
      found.push({ ...word, meaning: 'requirement' })
      continue
    }
    const { name, value } = splitOption(word, options)
    const meaning = options.get(name)
    if (meaning === undefined) continue
    if (value === undefined) index += 1
    const operand = value ?? words[index]
    if (operand !== undefined) found.push({ ...operand, meaning })
  }
  return found
}

/** `--name=value`, `-nvalue`, an option alone, or flags of a letter before one (`-qr`). */
function splitOption(word: Word, options: Options): { readonly name: string; readonly value?: Word } {
  const bundle = /^-([A-Za-z]{2,})$/.exec(word.text)?.[1] ?? ''
  const taking = [...bundle].findIndex((letter) => options.has(`-${letter}`))
  const text = taking > 0 ? `-${bundle.slice(taking)}` : word.text
  const at = word.end - text.length
  const [, name = text, separator = '', value = ''] = /^(--[^=]*|-[^-])(=?)(.*)$/s.exec(text) ?? []
  if (separator === '' && value === '') return { name }
  return { name, value: { text: value, at: at + name.length + separator.length, end: word.end } }
}

function optionsOf(spellings: readonly (readonly [Meaning, string])[]): Options {
  return new Map(spellings.flatMap(([meaning, names]) => names.split(' ').map((name) => [name, meaning] as const)))
}

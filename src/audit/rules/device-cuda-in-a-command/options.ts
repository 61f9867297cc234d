/** The words of commands by which a program is told to take CUDA. */

/** `--device cuda:0`, `--device=cuda`, and settings of Hydra such as `trainer.device=cuda`; of Lightning's, `cuda` alone. */
const OPTION = /^(?:--?(?:device|device[-_]type|dev|accelerator)|(?:\+{0,2}[\w.]*\.)?(?:device|accelerator))$/
const CUDA = /^cuda(?::\d+)?$/

/** What runs a program of the project: others, such as containers, have devices of their own. */
const RUNS = /^(?:python[\d.]*|torchrun|accelerate|deepspeed|uv|poetry|pixi|pdm|pipenv|hatch|rye|.*\.py)$/

/** The position of the word that names the option by which CUDA is chosen; undefined where none does, or something else is run. */
export function cudaOption(words: readonly string[]): number | undefined {
  if (!words.slice(0, 4).some((word) => RUNS.test(word.replace(/^.*\//, '')))) return undefined
  const found = words.findIndex((word, index) => {
    const [option = '', value = option.startsWith('-') ? words[index + 1] : undefined] = word.split('=')
    return OPTION.test(option) && value !== undefined && CUDA.test(value)
  })
  return found === -1 ? undefined : found
}

/** Whether a command chooses Metal by such an option. */
export function namesMetal(words: readonly string[]): boolean {
  return words.some((word) => /^(?:.*=)?mps$/.test(word))
}

/** The name of an option as it is written: `--device` of `--device=cuda`. */
export function nameOfOption(word: string): string {
  return word.replace(/=.*$/, '')
}

/** The program that a command starts: a file, or a module that Python runs. */
export function programOf(words: readonly string[]): string | undefined {
  const module = words.indexOf('-m')
  return module > 0 ? words[module + 1] : words.find((word) => word.endsWith('.py'))?.replace(/^(?:\.\/)+/, '')
}

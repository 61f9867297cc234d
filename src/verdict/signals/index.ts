import * as code from './code.ts'
import * as libraries from './libraries.ts'
import * as metal from './metal.ts'
import * as needs from './needs.ts'
import * as options from './options.ts'
import type { SignalOf } from './signal.ts'
import * as work from './work.ts'

/** When each consideration of `knowledge/considerations.yaml` speaks, by its id. */
export const signals: Readonly<Record<string, SignalOf>> = {
  'own-kernels': code.ownKernels,
  'cuda-libraries': libraries.cudaLibraries,
  'several-gpus': work.severalGpus,
  training: work.training,
  'full-fine-tuning': work.fullFineTuning,
  adapters: work.adapters,
  'gpu-containers': code.gpuContainers,
  'serving-many': work.servingMany,
  'code-for-cuda': code.codeForCuda,
  'image-generation': work.imageGeneration,
  'runs-on-metal': metal.runsOnMetal,
  'chooses-metal': metal.choosesMetal,
  'local-language-models': libraries.localLanguageModels,
  'written-in-mlx': libraries.writtenInMlx,
  'apple-frameworks': libraries.appleFrameworks,
  'target-linux': needs.targetLinux,
  'target-mac': needs.targetMac,
  'cloud-training': needs.cloudTraining,
  'has-mac': needs.hasMac,
  'has-nvidia': needs.hasNvidia,
  'speed-first': needs.speedFirst,
  'power-first': needs.powerFirst,
  'cost-first': needs.costFirst,
  'mac-at-hand-holds': options.macAtHandHolds,
  'card-at-hand-holds': options.cardAtHandHolds,
  'no-mac-holds': options.noMacHolds,
  'mac-too-slow': options.macTooSlow,
  'no-card-holds': options.noCardHolds,
  'either-holds': options.eitherHolds,
  'faster-on-cards': options.fasterOnCards,
  'faster-on-macs': options.fasterOnMacs,
  'prompts-on-cards': options.promptsOnCards,
  'runs-for-days': options.runsForDays,
  'computer-around': options.computerAround,
  'no-gpu-on-metal': libraries.noGpuOnMetal,
  'for-processors': libraries.forProcessors,
}

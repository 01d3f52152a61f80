/** Ids that package.json declares. */
export const ids = {
  runShishaTuning: 'cnnPipelineTuner.runShishaTuning',
  selectPlatform: 'cnnPipelineTuner.selectPlatform',
  createPlatform: 'cnnPipelineTuner.createPlatform',
  openStageMap: 'cnnPipelineTuner.openStageMap',
  restartServer: 'cnnPipelineTuner.restartServer',
  stageMapEditor: 'cnnPipelineTuner.stageMap',
  settings: 'cnnPipelineTuner',
} as const;

/** Languages of the files that the server reads. */
export const languageIds = ['cnn-network', 'cnn-platform', 'cnn-interference', 'cnn-serving'];

/** What workspace searches leave out. */
export const excludedFiles = '**/{node_modules,.git}/**';

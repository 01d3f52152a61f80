/** Ids that package.json declares. */
export const ids = {
  runShishaTuning: 'cnnPipelineTuner.runShishaTuning',
  compareExplorers: 'cnnPipelineTuner.compareExplorers',
  profileLayers: 'cnnPipelineTuner.profileLayers',
  tuneOnCores: 'cnnPipelineTuner.tuneOnCores',
  runPipeline: 'cnnPipelineTuner.runPipeline',
  injectInterference: 'cnnPipelineTuner.injectInterference',
  replayInterference: 'cnnPipelineTuner.replayInterference',
  selectPlatform: 'cnnPipelineTuner.selectPlatform',
  createPlatform: 'cnnPipelineTuner.createPlatform',
  openStageMap: 'cnnPipelineTuner.openStageMap',
  showLayers: 'cnnPipelineTuner.showLayers',
  showConvergence: 'cnnPipelineTuner.showConvergence',
  compareResults: 'cnnPipelineTuner.compareResults',
  openRule: 'cnnPipelineTuner.openRule',
  restartServer: 'cnnPipelineTuner.restartServer',
  createSamples: 'cnnPipelineTuner.createSamples',
  importModel: 'cnnPipelineTuner.importModel',
  describeMachine: 'cnnPipelineTuner.describeMachine',
  refreshExplorer: 'cnnPipelineTuner.refreshExplorer',
  openItem: 'cnnPipelineTuner.openItem',
  revealItem: 'cnnPipelineTuner.revealItem',
  deleteItem: 'cnnPipelineTuner.deleteItem',
  networksView: 'cnnPipelineTuner.networks',
  platformsView: 'cnnPipelineTuner.platforms',
  resultsView: 'cnnPipelineTuner.results',
  interferenceView: 'cnnPipelineTuner.interference',
  platformStatus: 'cnnPipelineTuner.platform',
  stageMapEditor: 'cnnPipelineTuner.stageMap',
  comparisonEditor: 'cnnPipelineTuner.comparison',
  replayEditor: 'cnnPipelineTuner.replay',
  layersPanel: 'cnnPipelineTuner.layers',
  convergencePanel: 'cnnPipelineTuner.convergence',
  comparePanel: 'cnnPipelineTuner.compare',
  livePanel: 'cnnPipelineTuner.live',
  heatColor: 'cnnPipelineTuner.heat',
  serverStarted: 'cnnPipelineTuner.serverStarted',
  settings: 'cnnPipelineTuner',
} as const;

/** Languages of the files that the server reads. */
export const languageIds = ['cnn-network', 'cnn-platform', 'cnn-interference', 'cnn-serving'];

/** What workspace searches leave out. */
export const excludedFiles = '**/{node_modules,.git}/**';

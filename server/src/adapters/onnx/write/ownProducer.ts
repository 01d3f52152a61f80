/** Names in a model of this producer are a descriptor's own, and are kept as they are. */
export const ownProducer = 'cnn-tuner';

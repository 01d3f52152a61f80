import writeFileAtomic from 'write-file-atomic';

// What removes temporary files when a signal comes ends the process on this one too, before they are
// removed. Heard by somebody else it ends nothing: the write fails, with its reason, like any other.
process.on('SIGXFSZ', () => undefined);

export { writeFileAtomic };

import fc from 'fast-check';

// A build fails for what changed, not by chance: set FC_SEED to look elsewhere.
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_122) });

import { measureJob } from './measureJob';

/** Makes the runs of a job in a thread of its own. */
export default measureJob;

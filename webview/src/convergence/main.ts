import { startPanel } from '../common/startPanel';
import { ConvergencePanel } from './panel';

startPanel(ConvergencePanel);

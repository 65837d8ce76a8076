import { configureGradientChecks } from 'expect-gradient';

configureGradientChecks({ mode: 'off' });

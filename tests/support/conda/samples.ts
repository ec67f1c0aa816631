import type { Sample } from './package.ts'

/** Channel → packages. `main` is what the base image asks when a list names no channel. */
export const samples: Record<string, Sample[]> = {
  main: [
    { name: 'python', version: '3.10.14' },
    { name: 'python', version: '3.11.8' },
    { name: 'python', version: '3.11.9', format: 'conda' },
    { name: 'python', version: '3.12.3' },
    { name: 'numpy', version: '1.26.4', depends: ['python >=3.9'] },
    { name: 'numpy', version: '1.17.0', depends: ['python'] },
  ],
  'conda-forge': [
    { name: 'numpy', version: '1.17.3', depends: ['python'] },
    { name: 'numpy', version: '1.17.5', depends: ['python', 'libblas >=3'], format: 'conda' },
    { name: 'numpy', version: '1.18.1', depends: ['python'] },
    { name: 'numpy', version: '2.0.0', depends: ['python'] },
    { name: 'libblas', version: '3.9.0' },
  ],
  pytorch: [
    { name: 'pytorch', version: '2.1.0', depends: ['python'] },
    { name: 'fastprogress', version: '1.0.0' },
  ],
  fastai: [
    { name: 'fastai', version: '2.7.14', depends: ['pytorch >=2', 'fastcore >=1.5', 'fastprogress'] },
    { name: 'fastcore', version: '1.4.0' },
    { name: 'fastcore', version: '1.5.29' },
    { name: 'fastprogress', version: '1.0.3' },
  ],
}

import { describe, expect, test } from 'vitest'
import { takeApart } from '#lib/images/paste.ts'
import { describeTaken, unpackList } from '#lib/images/paste-lists.ts'

const empty = { apt: '', conda: '', pip: '' }

describe('a list in which something was pasted', () => {
  test('gives the other lists their lines, behind what they have', () => {
    const lists = {
      apt: 'jq\r\ngit',
      conda: '# mine\nscipy\n',
      pip: 'apt-get install tree\npip install numpy',
    }
    expect(unpackList(lists, 'pip')?.lists).toEqual({
      apt: 'jq\r\ngit\ntree',
      conda: '# mine\nscipy\n',
      pip: 'numpy',
    })
  })

  test('keeps the package lines between commands in their own list', () => {
    const conda = 'scipy\n-c pytorch pytorch\nconda install numpy'
    expect(unpackList({ ...empty, conda }, 'conda')).toEqual({
      lists: { ...empty, conda: 'scipy\n-c pytorch pytorch\nnumpy' },
      notice: ['What stood in Conda was taken apart: 3 lines for Conda.'],
    })
  })

  test('is left alone when it is a list', () => {
    expect(unpackList({ ...empty, apt: 'g++\nlibstdc++6' }, 'apt')).toBeNull()
  })
})

test('an option that was typed is told as taken out, not as pasted', () => {
  expect(unpackList({ ...empty, pip: 'numpy\n--pre' }, 'pip')).toEqual({
    lists: { ...empty, pip: 'numpy' },
    notice: [
      'What stood in Pip was taken apart: 1 line for Pip.',
      'Line 2 of it: “--pre” was taken out. “--pre” is an option, not a package. Ask for the pre-release itself, as in name==2.0rc1.',
    ],
  })
})

describe('the notice', () => {
  const told = (text: string) => {
    const taken = takeApart(text)
    return taken && describeTaken(taken)
  }

  test('says what went where, and what did not and why', () => {
    expect(told('apt-get install git\nconda install a b\npip install -r x.txt numpy')).toEqual([
      'What you pasted was taken apart: 1 line for APT, 2 lines for Conda and 1 line for Pip.',
      'Line 3 of it: “-r x.txt” was not taken. “-r” is an option, not a package. There are no other files here: type the lines of that file.',
    ])
  })

  test('stays short', () => {
    const many = told(`numpy\n${'-r x\n'.repeat(1000)}`) ?? []
    expect(many).toHaveLength(22)
    expect(many.at(-1)).toBe('980 more parts were not taken.')
    expect(told(`numpy\n-r ${'x'.repeat(5000)}`)?.[1]?.length).toBeLessThan(250)
  })
})

// How long the tokens in mails about accounts are good for, and how many of them.

export const tokenMinutes = 30
/** So many mails with a token that is good may lie in somebody's inbox: who asks for more gets none. */
export const tokensGoodMax = 5

"""Objects with attributes, methods and inheritance: a bank with accounts and a queue of events."""


class Account:
    count = 0

    def __init__(self, owner, balance):
        Account.count += 1
        self.owner = owner
        self.balance = balance
        self.history_length = 0

    def deposit(self, amount):
        self.balance += amount
        self.record()

    def withdraw(self, amount):
        if amount > self.available():
            return False
        self.balance -= amount
        self.record()
        return True

    def available(self):
        return self.balance

    def record(self):
        self.history_length += 1

    def month_end(self):
        pass


class Savings(Account):
    def __init__(self, owner, balance, rate):
        super().__init__(owner, balance)
        self.rate = rate

    def month_end(self):
        self.deposit(self.balance * self.rate // 100)


class Credit(Account):
    def __init__(self, owner, balance, limit):
        super().__init__(owner, balance)
        self.limit = limit

    def available(self):
        return self.balance + self.limit

    @property
    def in_debt(self):
        return self.balance < 0

    def month_end(self):
        if self.in_debt:
            self.balance -= 5


class Bank:
    def __init__(self):
        self.accounts = []
        self.refused = 0

    def open(self, account):
        self.accounts.append(account)
        return account

    def transfer(self, source, target, amount):
        if source.withdraw(amount):
            target.deposit(amount)
        else:
            self.refused += 1

    def month_end(self):
        for account in self.accounts:
            account.month_end()


def main():
    bank = Bank()
    for i in range(60):
        kind = i % 3
        if kind == 0:
            bank.open(Account(i, 1000))
        elif kind == 1:
            bank.open(Savings(i, 2000, 2))
        else:
            bank.open(Credit(i, 0, 500))
    accounts = bank.accounts
    seed = 42
    for month in range(120):
        for _ in range(24_000):
            seed = (seed * 69069 + 1) & 0xFFFFFFFF
            source = accounts[(seed >> 8) % 60]
            target = accounts[(seed >> 16) % 60]
            bank.transfer(source, target, (seed >> 4) % 90)
        bank.month_end()
    print(Account.count, bank.refused, sum(a.balance for a in accounts), sum(a.history_length for a in accounts))


main()

"""Words of company names: of trade, of legal form; free mail providers; readings that names prefer."""

TRADE_WORDS = (
    "科技 技术 机械 机电 贸易 商贸 实业 发展 工业 制造 设备 电子 电气 电器 自动化 智能 数控 机床 重工 精密 模具 五金 "
    "液压 传动 轴承 装备 仪器 仪表 阀门 泵业 水泵 电机 动力 能源 新能源 电力 电缆 化工 材料 新材料 塑料 塑胶 橡胶 "
    "包装 印刷 纸业 纺织 服装 服饰 家具 家居 建材 建设 建筑 工程 装饰 环保 环境 生物 医药 医疗 器械 药业 食品 饮料 "
    "农业 物流 运输 供应链 信息 网络 软件 通信 通讯 光电 半导体 汽车 汽配 零部件 配件 船舶 船用 航空 钢铁 钢结构 金属 "
    "铝业 铜业 不锈钢 铸造 锻造 焊接 起重 电梯 冶金 矿山 矿业 石化 石油 燃气 玻璃 陶瓷 照明 投资 管理 咨询 服务 文化 "
    "传媒 广告 进出口 国际 电商 电子商务 机器人 减速机 齿轮 压缩机 风机 风电 轨道 纺机 注塑 专用 通用 系统 集成 控制 "
    "测控 检测 流体 密封 弹簧 紧固件 工具 刀具 "
)
LEGAL_FORMS = (
    "co company ltd limited inc incorporated corp corporation gmbh ag kg kgaa llc llp lp plc bv nv sa sas sarl srl "
    "spa oy oyj ab as asa pty pte kk group holding holdings intl international the and "
)
FREE_MAIL_DOMAINS = (
    "qq.com vip.qq.com foxmail.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn vip.sina.com sohu.com "
    "139.com 189.cn wo.cn aliyun.com 21cn.com tom.com gmail.com outlook.com hotmail.com live.com msn.com yahoo.com "
    "yahoo.com.cn yahoo.cn icloud.com me.com mail.com proton.me protonmail.com gmx.de gmx.com web.de mail.ru "
)
